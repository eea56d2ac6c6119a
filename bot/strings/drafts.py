"""What moderators read when they start a base from an article and go through its drafts."""

# The article, before it's taken in
ARTICLE = "### {title}"
ABOUT_ARTICLE = "As of {date} · {paragraphs} · {speakers}"
DRAFTS_FOUND = "I found **{drafts}** in it. Next, you go through them and put each into your own words."
NO_DRAFTS_FOUND = "I found no claims in it that I can draft. You can add facts with `/fact add`."
WHICH_WAY = (
    "**Only this article** takes everything else off record here: {rest}. You can undo that.\n"
    "**Beside the rest** keeps it and adds the article as another source."
)
NOTHING_ELSE = "Nothing else is on record here."
ONLY_THIS = "Only this article"
BESIDE = "Beside the rest"
CANCEL = "Cancel"
YOUR_ARTICLE_FILE = "article.txt"
STARTED = "✓ **The article is on record.** Undo takes it off again."
WAITS = "⏳ **Waiting for another moderator.** This is proposal {number}. Once it's approved, `/base start` goes on."

# The walk
LEFT = "-# {drafts} left · {where}"
SAID_BY = "Said by **{who}**:"
STATED_BY_THE_ARTICLE = "Stated by **the article itself**:"
SENTENCE = "> {sentence}"
CONTESTED = "⚠ Contested by **{who}**:\n> {says}"
QUESTION = "**Question** {question}"
WHAT_TO_DO = "-# *Keep* asks you for the answer in your own words. Nobody else ever sees the article's sentence."
WHAT_TO_DO_CONTESTED = (
    "-# *Dispute* also takes down who contests it, *Keep* doesn't. Nobody else ever sees the article's sentences."
)
KEEP = "Keep"
EDIT = "Edit"
DISPUTE = "Dispute"
SKIP = "Skip"
LATER = "Later"
UNDO = "Undo"
GO_ON = "Go on"
BACK = "Back to the draft"
DONE = (
    "**✓ No drafts are left.** Everything you kept is live. `/base suggest` gets other ways to ask from an assistant, "
    "`/base status` shows what people won't find, and `/base start` takes another article."
)
KEPT = "✓ **Saved and live:** {title}\n> {answer}"
SKIPPED = "✓ Skipped: {title}"
PROPOSED = "⏳ Proposal {number} is waiting for another moderator: {title}"
UNDONE = "✓ Undone. The article is off record again, and everything is as it was before."
BACK_AGAIN = "✓ Undone. It's back:"
LATER_AGAIN = "This is the only one left."
HANDLED_BY_YOU = "You've already handled that one. Here's the next:"
HANDLED = "{name} was faster with that one, so nothing of yours was saved. Here's the next:"
HANDLED_BY_NOBODY = "That one isn't a draft any more. Here's the next:"

# Forms
START_FORM = "Start from an article"
KEEP_FORM = "Keep the claim as a fact"
EDIT_FORM = "Edit the claim, then keep it"
DISPUTE_FORM = "Keep the claim as disputed"
THE_ARTICLE_SAYS = "The article: {sentence}"
THE_ARTICLE_SAYS_AGAINST_IT = "Contested by {name}: {sentence}"
NOT_TEXT = "I can't read the file: it isn't plain text. Save it as plain text (.txt), or paste the article."
