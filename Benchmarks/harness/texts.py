"""The texts that are measured."""
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FLORES = HERE.parent.parent / "shared" / "quality"


@dataclass(frozen=True)
class Text:
    source: Path
    reference: Path | None
    claimed: bool  # whether scores on it mean anything
    whole: bool = False  # too short to take only each Nth line


def text_of(languages):
    """FLORES where it lies beside the repository, else the sentences written for this purpose."""
    source, target = languages
    flores = FLORES / f"flores-dev.{source}", FLORES / f"flores-dev.{target}"
    if all(path.is_file() for path in flores):
        return Text(*flores, claimed=True)
    own = HERE / "data" / f"sessions.{source}", HERE / "data" / f"sessions.{target}"
    print(f"No FLORES beside the repository: measuring on {own[0]}; scores are not claimed on it.")
    return Text(own[0], own[1] if own[1].is_file() else None, claimed=False, whole=True)
