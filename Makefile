# The two commands are `make run` and `make test`; `make help` lists the rest.

SESSION ?=
export SESSION

.DEFAULT_GOAL := help
.PHONY: help run test check coverage bench kill listen poses poses-check sounds voice release release-check clean

help: ## this list
	@echo "make run SESSION=FILE   plays that session instead of opening the first page"
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
	    printf 'make %-18s %s\n' "$$name" "$$text"; done

run: ## sets up what is missing and opens hiptimer; without a display it plays in the terminal
	@sh tools/set_up.sh run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
	    exec .venv/bin/hiptimer $${SESSION:+"$$SESSION"}; \
	else \
	    session=$${SESSION:-sessions/desk-break.yaml}; \
	    echo "There is no display here, so $$session is played in this terminal."; \
	    exec .venv/bin/hiptimer play "$$session"; \
	fi

test: check ## sets up what is missing, then checks style and types and runs every test
	.venv/bin/python -m pytest -n 2

check: ## style, types and who may import whom
	@sh tools/set_up.sh test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

coverage: ## fails unless every branch of the pure packages is tested
	@sh tools/set_up.sh test
	.venv/bin/python -m pytest -n 2 -q tests/engine tests/library tests/journal \
	    --cov=hiptimer.engine --cov=hiptimer.library --cov=hiptimer.journal --cov-branch \
	    --cov-report=term-missing:skip-covered --cov-fail-under=100

bench: ## measures start-up, drawing, timing and a long history on this machine
	@sh tools/set_up.sh test
	.venv/bin/python benchmarks/run.py

kill: ## plays and is killed 200 times at random moments, and looks at what is left in the journal
	@sh tools/set_up.sh test
	.venv/bin/python tools/kill_test.py

listen: ## plays a session (a short one, or SESSION=FILE), records it and tells how exactly each cue was heard
	@sh tools/set_up.sh test
	.venv/bin/python tools/listen.py $${SESSION:+"$$SESSION"}

poses: ## solves, checks and draws the figures whose pose in assets/poses has changed
	@sh tools/set_up.sh poses
	.venv-poses/bin/python tools/bake_poses.py

# One hold and one movement, for each build: enough to notice code that no longer makes what is kept.
poses-check: ## tests what makes the figures, and holds some made anew against those that are kept
	@sh tools/set_up.sh poses
	.venv-poses/bin/python -m pytest tests/posing_build
	.venv-poses/bin/python tools/bake_poses.py --compare --variant base low-lunge bridge

sounds: ## makes the tones in assets/sounds anew
	@sh tools/set_up.sh run
	.venv/bin/python tools/make_sounds.py

voice: ## makes the sentences in assets/voice that are new or would be said differently
	@sh tools/set_up.sh test
	.venv/bin/python tools/make_voice.py

release: ## builds what people install into dist/, if version, changelog and metainfo agree
	@sh tools/set_up.sh release
	.venv-release/bin/python tools/release.py build

release-check: ## builds the frozen folder apart, plays a session in it and looks at all that it holds
	@sh tools/set_up.sh release
	.venv-release/bin/python tools/release.py check
	.venv-release/bin/python -m pytest -s tests/install/test_release.py tests/install/test_papers.py tests/install/test_frozen.py

clean: ## removes all that these commands made, .venv and its like too
	rm -rf .venv .venv-poses .venv-release build dist .coverage .coverage.* htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
