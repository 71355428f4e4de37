"""Run the language-model baseline: ``python inference.py --help``.

API_BASE_URL, MODEL_NAME and HF_TOKEN (or API_KEY) name the model; all calls go through the OpenAI client. Without a
model: ``python inference.py --agent rulebot``. What it does is in ``tieout.inference``.
"""

from tieout.inference.main import main

if __name__ == "__main__":
    raise SystemExit(main())
