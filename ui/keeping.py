"""Saved conversations and collections as a terminal shows them."""

from rich.console import Group, RenderableType

from assistant.exports.document import UNREADABLE
from assistant.keeping import Collected, Collection, SavedConversation
from ui.plain import plain
from ui.tables import answer_view, quote_list


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
