"""The scenes on which the back ends are compared with the raster, drawn once a session."""

from __future__ import annotations

import pytest
from support.likeness_cards import LikenessCard, lay_out_likeness_scenes

from factcards.model.assets import Assets


@pytest.fixture(scope="session")
def likeness_cards(tmp_path_factory: pytest.TempPathFactory, assets: Assets) -> dict[str, LikenessCard]:
    """Return eight scenes with their pictures."""
    scenes = lay_out_likeness_scenes(tmp_path_factory.mktemp("likeness"), assets)
    return {name: LikenessCard(scene, assets) for name, scene in scenes.items()}
