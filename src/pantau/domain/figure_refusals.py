"""What is refused where a curator chooses among rival figures; sentences in data/refusals.toml."""

from pantau.domain.refusals import ChangedMeanwhile, Refusal


class RivalsChanged(ChangedMeanwhile): ...


class NoRivals(Refusal): ...


class PreferredAlready(Refusal): ...


class NotPreferred(Refusal): ...
