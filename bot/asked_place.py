"""The place that a question is about: where the enterprise is, and whose policy it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.types import Question, RegionReading
from knowledge.normalise import typed_key
from knowledge.regions import Place, Regions

AskedPlace = tuple[RegionReading, str | None, Place | None]
"""How the place relates to the documents' territory, its name, and the place itself."""

_NOWHERE: AskedPlace = (RegionReading.UNSPECIFIED, None, None)
_MOVES_TO = re.compile(r"(搬到|搬来|迁到|迁入|迁来|落户|转到|搬去|回到|到|来|落地)(了|在)?$")
_NAMED_FOR_A_PLACE = re.compile("(泰山|齐鲁)(?=(系列)?(学者|产业|人才|英才|工匠|大工匠))")  # titles, not where one is
_LAW_WIDE = re.compile("国家(政策|规定|层面)|全国")
_OWN_BEFORE = re.compile("(我们?|我司|公司|企业|咱们?|总部|注册|人)(们)?(是|在|于|位于|开在|注册在|地在|设在)$")
_OWN_BEHIND = re.compile(
    "(省|市|区)?(这边|本地)?(的)?(公司|企业|厂|团队|创业|老板)|(省|市)?(能|可以|可不可以)(用|享受|拿)|有(分公司|子公司|分部|厂)"
)
_POLICY_BEHIND = re.compile("(省|市|区)?(自己)?(的|有没有|给|对)?.{0,4}(补贴|政策|补助|奖励|规定|条例|免申即享|优惠)")


def asked_place(question: Question, texts: Sequence[str], regions: Regions) -> AskedPlace:
    """The region given with the request, else what the first text that names places says of them.

    A policy asked for by its place elsewhere, or an enterprise elsewhere, leads out of the documents' territory; else
    where one moves to, where one is, or a place at home counts.
    """
    if question.region is not None:
        given = regions.places(typed_key(question.region))
        return _reading(given[-1], regions) if given else (RegionReading.UNSPECIFIED, question.region, None)
    named = (_NAMED_FOR_A_PLACE.sub("", text) for text in texts)
    text = next((text for text in named if regions.places(text)), "")
    places = regions.places(text)
    if not places or _LAW_WIDE.search(text):
        return _NOWHERE
    return _reading(_meant(text, places, regions), regions)


def _meant(text: str, places: Sequence[Place], regions: Regions) -> Place:
    spans = {place: (text.find(place.name), text.find(place.name) + len(place.name)) for place in places}
    moved_to = [place for place in places if _MOVES_TO.search(text[: spans[place][0]])]
    own = [
        place
        for place in places
        if _OWN_BEFORE.search(text[: spans[place][0]]) or _OWN_BEHIND.match(text, spans[place][1])
    ]
    of_policy = [place for place in places if place not in own and _POLICY_BEHIND.match(text, spans[place][1])]
    at_home = [place for place in places if place.province == regions.home]
    policy_elsewhere = [place for place in of_policy if place.province != regions.home]
    return (moved_to or policy_elsewhere or own or at_home or list(places))[-1]


def _reading(place: Place, regions: Regions) -> AskedPlace:
    inside = place.province == regions.home
    return (RegionReading.INSIDE if inside else RegionReading.ELSEWHERE), place.name, place
