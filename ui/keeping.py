"""Saved conversations, collections, insights and themes as a terminal shows them."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from assistant.exports.document import UNREADABLE
from assistant.insight_overview import InsightOverview
from assistant.keeping import Collected, Collection, SavedConversation
from assistant.themes import Theme
from ui.answers import answer_view
from ui.plain import plain
from ui.tables import quote_list

MOST_NAMED = 12


def conversation_view(conversation: SavedConversation) -> RenderableType:
    """A conversation as it was asked, with what can no longer be shown."""
    parts: list[RenderableType] = [plain(f"{conversation.title}  ({conversation.id})", style="bold")]
    for exchange in conversation.exchanges:
        parts.append(plain(f"\n> {exchange.question}", style="bold"))
        parts.append(answer_view(exchange.answer) if exchange.answer else plain(UNREADABLE, style="red"))
        parts += [plain(gone.message, style="red") for gone in exchange.gone]
    return Group(*parts)


def collection_view(collection: Collection) -> RenderableType:
    """A collection in its order, each quote with its item's number and note."""
    parts: list[RenderableType] = [plain(f"{collection.name}  ({collection.id})", style="bold")]
    for item in collection.items:
        parts += _item(item)
    return Group(*parts)


def _item(item: Collected) -> list[RenderableType]:
    gone = item.gone.message if item.gone else ""
    shown: RenderableType = quote_list([item.quote]) if item.quote else plain(gone, style="red")
    return [plain(f"item {item.item}", style="dim"), shown, *([plain(f"  {item.note}")] if item.note else [])]


def overview_view(overview: InsightOverview) -> RenderableType:
    """What the corpus says on an insight."""
    heard = Table("kind", "heard", header_style="bold")
    kinds = (("people", overview.people), ("organisations", overview.organisations), ("communities", overview.communities))
    for kind, shares in kinds:
        spoken = [f"{share.name} ({share.quotes})" for share in shares if share.quotes]
        if spoken:
            heard.add_row(plain(kind), plain(", ".join(spoken[:MOST_NAMED]) + (" …" if len(spoken) > MOST_NAMED else "")))
    parts: list[RenderableType] = [plain(f"{overview.number}. {overview.title}", style="bold"), plain(overview.summary), plain("")]
    parts += [plain(overview.text), plain(""), quote_list(overview.strongest), *([heard] if heard.row_count else [])]
    return Group(*parts, *(plain(line, style="yellow") for line in overview.thin))


def themes_view(themes: Sequence[Theme]) -> RenderableType:
    """Themes with their key phrases, each with the two quotes nearest to its centre."""
    if not themes:
        return plain("No topic recurs in enough quotes yet; bring in more interviews.")
    parts: list[RenderableType] = []
    for theme in themes:
        state = f", accepted as {theme.accepted}" if theme.accepted else ", dropped" if theme.dropped else ""
        parts.append(plain(f"{theme.number}. {', '.join(theme.phrases)}", style="bold"))
        parts.append(plain(f"   {theme.size} quotes, {theme.interviews} conversations, {theme.people} named speakers{state}", style="dim"))
        parts.append(quote_list(theme.quotes[:2]))
    return Group(*parts)
