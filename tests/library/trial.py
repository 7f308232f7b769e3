"""How every file of these tests begins."""

HEAD = "hiptimer: 1\ntitle: Trial\nid: trial\n"
