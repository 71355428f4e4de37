"""Reports: each a pure function of a Judgement; `files` writes them."""
