"""Second approval: another moderator approves or declines a proposal."""

from __future__ import annotations

from bot.app import Interaction
from bot.cards.edit_result import refused_card, saved_card
from bot.cards.moderator_actions import Approve, Decline, ListProposals, ShowProposal
from bot.cards.proposals import approval_conflict_card, proposal_card, proposal_list_card, proposal_text
from bot.moderating.edit_flow import EditFlow, person
from bot.platform.delivery import hold, replace, respond, think
from bot.platform.errors import UserError
from bot.platform.router import Handlers
from bot.strings import editing as strings
from knowledge.editing.errors import ConflictError, EditError
from knowledge.editing.messages import NO_SUCH_PROPOSAL
from knowledge.history.proposals import Proposal


class Proposals:
    """What moderators do with proposals, from any card. Rights are checked before: see `rights`."""

    def __init__(self, edit_flow: EditFlow) -> None:
        self._edit_flow = edit_flow

    @property
    def handlers(self) -> Handlers:
        """What the buttons on proposals do."""
        return {
            Approve: lambda interaction, wanted: self.approve(interaction, wanted.number),
            Decline: lambda interaction, wanted: self.decline(interaction, wanted.number),
            ShowProposal: lambda interaction, wanted: self.show_whole(interaction, wanted.number),
            ListProposals: lambda interaction, wanted: self.open_list(interaction, wanted.page, turn=True),
        }

    async def open_list(self, interaction: Interaction, page: int, *, turn: bool) -> None:
        """Show waiting proposal number `page`, from 0, or else the last; `turn`: instead of the one that's shown."""
        await (hold(interaction) if turn else think(interaction))
        editor = self._edit_flow.editor(interaction)
        numbers = await editor.store.waiting_proposals()
        page = max(0, min(page, len(numbers) - 1))
        proposal = await editor.store.proposal(numbers[page]) if numbers else None
        warnings = await editor.warnings(proposal) if proposal else ()
        view = proposal_list_card(proposal, page, len(numbers), editor.now.base, warnings)
        await (replace(interaction, view) if turn else respond(interaction, view=view, private=True))

    async def show_whole(self, interaction: Interaction, number: int) -> None:
        """Send everything a proposal would change as a file."""
        await think(interaction)
        editor = self._edit_flow.editor(interaction)
        proposal = await self._found(interaction, number)
        warnings = () if proposal.decision else await editor.warnings(proposal)
        text = proposal_text(proposal, editor.now.base, warnings)
        document = (strings.PROPOSAL_FILE.format(number=number), text.encode())
        await respond(interaction, text=strings.WHOLE_PROPOSAL.format(number=number), document=document, private=True)

    async def approve(self, interaction: Interaction, number: int) -> None:
        """Make a proposal take effect, unless what it changes has changed since."""
        await hold(interaction)  # the pressed card stays, and then shows how the proposal ended
        editor = self._edit_flow.editor(interaction)
        try:
            revision = await editor.approve(number, person(interaction))
        except EditError as error:
            await self._failed(interaction, number, error)
            return
        interaction.client.dispatch("base_changed", interaction.guild_id, revision)
        await respond(interaction, view=saved_card(revision, editor.now.base), private=True)
        await self._show_decided(interaction, await self._found(interaction, number))

    async def decline(self, interaction: Interaction, number: int) -> None:
        """End a proposal without a change; it stays on record."""
        await hold(interaction)
        editor = self._edit_flow.editor(interaction)
        try:
            proposal = await editor.decline(number, person(interaction))
        except EditError as error:
            await self._failed(interaction, number, error)
            return
        text = strings.YOU_DECIDED.format(state=proposal.state, number=number)
        await respond(interaction, text=text, private=True)
        await self._show_decided(interaction, proposal)

    async def _failed(self, interaction: Interaction, number: int, error: EditError) -> None:
        proposal = await self._found(interaction, number)
        if isinstance(error, ConflictError):
            base = self._edit_flow.editor(interaction).now.base
            await respond(interaction, view=approval_conflict_card(error, proposal, base), private=True)
        else:
            view, document = refused_card(error, {}, None)
            await respond(interaction, view=view, document=document, private=True)
        if proposal.decision is not None:
            await self._show_decided(interaction, proposal)

    async def _show_decided(self, interaction: Interaction, proposal: Proposal) -> None:
        await replace(interaction, proposal_card(proposal, self._edit_flow.editor(interaction).now.base))

    async def _found(self, interaction: Interaction, number: int) -> Proposal:
        proposal = await self._edit_flow.editor(interaction).store.proposal(number)
        if proposal is None:
            raise UserError(NO_SUCH_PROPOSAL)
        return proposal
