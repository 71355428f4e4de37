"""``python -m tieout.docgen FOLDER``: write every generated page into the folder."""

import sys
from pathlib import Path

from tieout.docgen.pages import PAGES

if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
    sys.exit("usage: python -m tieout.docgen FOLDER (an existing folder)")
for name, make in PAGES.items():
    Path(sys.argv[1], name).write_text(make(), encoding="utf-8")
    print(f"{sys.argv[1]}/{name}")
