"""Every sentence the bot says, by the place where people read it. Translators start here.

Texts with `{names}` are filled in with `str.format`.
"""
