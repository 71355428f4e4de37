"""The standard language-model agent: it drives any environment from its schemas alone, through any OpenAI-compatible endpoint.

`llm` asks, `prompt` says what is seen and what can be done, `images` makes pictures sendable, `reading` finds the action in a
reply, `standard` plays.
"""
