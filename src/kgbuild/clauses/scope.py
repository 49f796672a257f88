"""What holds of a clause, and the arithmetic of effects on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgbuild.clauses.signatures import Effect
from kgbuild.model import Mention, Status

ORDER = tuple(Status)


@dataclass(frozen=True, slots=True)
class Scope:
    """The status of a clause, the words that it is due to, and who says so."""

    status: Status = Status.ASSERTED
    because: tuple[str, ...] = ()
    speaker: Mention | None = None

    def add(self, status: Status, why: str, speaker: Mention | None = None) -> Scope:
        """Return the scope with one more word in it; the lower status wins."""
        low = max(self.status, status, key=ORDER.index)
        because = self.because if why in self.because else (*self.because, why)
        return Scope(low, because, speaker or self.speaker)

    def without_negation(self, *, instead: Status = Status.ASSERTED) -> Scope:
        """Return the scope for what a negation above does not reach."""
        if self.status is not Status.NEGATED:
            return self
        because = () if instead is Status.ASSERTED else self.because
        return replace(self, status=instead, because=because)

    def reported(self) -> Scope:
        """Return what of the scope reaches a clause that stands on its own: the speaker."""
        if self.speaker is None and self.status is not Status.ATTRIBUTED:
            return FREE
        return Scope(Status.ATTRIBUTED, self.because, self.speaker)

    def apply(self, effect: Effect, why: str, *, speaker: Mention | None = None) -> Scope:
        """Return the scope of the complement of the word ``why``, which has ``effect``."""
        negated = self.status is Status.NEGATED
        match effect:
            case Effect.KEEP:
                return self
            case Effect.PRESUPPOSE:
                return self if self.status is Status.PLANNED else self.reported()
            case Effect.FLIP if negated:
                return self.without_negation()
            case Effect.FLIP | Effect.NEGATE:
                return self.add(Status.PLANNED if negated else Status.NEGATED, why)
            case Effect.PLAN:
                return self.add(Status.PLANNED, why)
        return self._said(effect, why, speaker or self.speaker)

    def _said(self, effect: Effect, why: str, speaker: Mention | None) -> Scope:
        if effect is Effect.DENY and self.status is not Status.NEGATED:
            return self.add(Status.NEGATED, why, speaker)
        base = self.without_negation(instead=Status.ATTRIBUTED)
        return base.add(Status.ATTRIBUTED, why, speaker)


FREE = Scope()
