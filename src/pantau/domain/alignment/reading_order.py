"""The order in which a delegate reads a comparison: the new text, and what was dropped where it stood."""

from collections.abc import Collection

from pantau.domain.alignment.matching import Matching


def in_reading_order(matching: Matching, moved: Collection[int]) -> list[int]:
    """All links; every clause must have one.

    A dropped clause follows the nearest clause before it that stayed where it was, or opens the list.
    """
    dropped_after: dict[int, list[int]] = {}
    anchor = -1
    for link in dict.fromkeys(matching.old.links):
        if not matching.links[link].new:
            dropped_after.setdefault(anchor, []).append(link)
        elif link not in moved:
            anchor = link
    order = dropped_after.get(-1, [])
    for link in dict.fromkeys(matching.new.links):
        order += [link, *dropped_after.get(link, ())]
    return order
