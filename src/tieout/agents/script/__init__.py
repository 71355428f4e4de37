"""The script: the strongest rules without a language model. What a model scores above it, it owes to judgement."""
