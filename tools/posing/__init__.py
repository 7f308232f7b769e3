"""The drawn figure at build time: a skeleton, poses solved from their words, and their pictures."""

import os

# The matrices are small: threads would only wait for each other. Set before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
