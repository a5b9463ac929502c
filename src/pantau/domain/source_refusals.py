"""What is refused where texts are handed in as sources; sentences in data/refusals.toml."""

from pantau.domain.refusals import Refusal


class LinkInvalid(Refusal): ...


class SourceTaken(Refusal): ...


class DetailUnfit(Refusal): ...
