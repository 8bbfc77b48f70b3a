"""PyLD's processor, without the work that it does again for every document.

Imports PyLD, which takes 0.2 s: to be imported when a dataset is wanted, and not before.
"""

from __future__ import annotations

from typing import Any, Final

from pyld import jsonld

_Frozen: Final = type(jsonld.freeze({}))
_MOST_CONTEXTS: Final = 512
"""Scoped contexts that are kept; a passport's file has fourteen."""
_kept: Final[dict[tuple[object, ...], tuple[Any, ...]]] = {}


class Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]  # PyLD has no types
    """Gives the same datasets as PyLD's own, in less than half of the time.

    A context that is scoped by a term or type is processed anew by PyLD wherever the term stands,
    since each copy of the context around it counts as another one; here it is processed once. And
    PyLD expands its input also where that was expanded already.

    Not for several threads at a time. The contexts' documents must be the same at every call.
    """

    def expand(self, input_: Any, options: dict[str, Any]) -> Any:
        """Expand a document, unless the option `skipExpansion` says that it is expanded."""
        return input_ if options.get("skipExpansion") else super().expand(input_, options)

    def _process_context(
        self,
        active_ctx: Any,
        local_ctx: Any,
        options: dict[str, Any],
        override_protected: bool = False,
        propagate: bool = True,
        validate_scoped: bool = True,
        cycles: set[str] | None = None,
    ) -> Any:
        flags = (override_protected, propagate, validate_scoped)
        # A context that is still being made is not frozen; a document's own contexts are a list.
        scoped = isinstance(active_ctx, _Frozen) and isinstance(local_ctx, (dict, _Frozen))
        if not scoped or cycles is not None:
            return super()._process_context(active_ctx, local_ctx, options, *flags, cycles)
        key = (id(active_ctx), id(local_ctx), *flags)
        if key not in _kept:
            if len(_kept) >= _MOST_CONTEXTS:
                _kept.clear()
            processed = super()._process_context(active_ctx, local_ctx, options, *flags)
            _kept[key] = (processed, active_ctx, local_ctx)  # alive, so that their ids stay theirs
        return _kept[key][0]
