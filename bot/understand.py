"""From a question as typed to a standalone, typed one: wording, place, day, what is asked and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.asked_day import day_meant, past_day, says_when
from bot.asked_place import asked_place
from bot.continuation import bare, points_back, talk_before
from bot.details import asked_details
from bot.figures import find_figures
from bot.reader import Reader
from bot.scope import honest_part, intent_of
from bot.statements import IS_ASKING, circumstances, only_circumstances
from bot.types import Detail, Figure, Intent, Question, Understanding
from knowledge.lexicon import Lexicon
from knowledge.normalise import search_key, typed_key
from knowledge.types import Mention

_BETWEEN_QUESTIONS = re.compile(
    r"[?。;!]+|,?\s*(?=另外|顺便|此外|还想|再问|另想)|,\s*(?=还有)|(?<=[吗呢少么]),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|有没有|如何))|(?<=什么),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|如何))"
)
_CONTENT = frozenset({Detail.CONTENT})
_ELLIPTIC_LENGTH = 6
_MOST_QUESTIONS = 3
_DOCUMENT_NUMBER = re.compile(r"[(\[〔【](20[0-9]{2})[)\]〕】]第?([0-9]{1,4})号|公告(20[0-9]{2})年第([0-9]{1,4})号")
_KINDS = ("管理办法", "实施办法", "实施细则", "暂行办法", "若干措施", "条例")
_DOCUMENT_NAME = re.compile(f"《([^》]{{2,60}})》|((?:[一-鿿](?<![的个份这那])){{2,12}}(?:{'|'.join(_KINDS)}))")
_BEFORE_NAME = re.compile("^(?:请问|想问|想知道|看看?|按照?|根据|依据|依照|参照|对照|符合|关于|执行|享受)+")


def understand(question: Question, reader: Reader, *, alone: bool = False) -> Understanding:
    """Read one question, as going on with the talk before it where there is one, or `alone`.

    Never fails: what cannot be read is left unspecified.
    """
    typed = typed_key(question.text)
    intent = intent_of(typed)
    if intent is Intent.RULE_BREAKING and (honest := honest_part(typed)) is not None:
        typed, intent = honest, Intent.POLICY
    text = reader.mended(typed)
    talk = None if alone else talk_before(text, question.history, reader)
    text = bare(text)
    said = circumstances(question.history)
    if intent is Intent.POLICY and talk is None and only_circumstances(text):
        intent = Intent.CIRCUMSTANCES
    standalone = talk.with_topic(text) if talk else text
    if talk is None and said and not reader.tells(text):
        standalone = f"{said} {text}"
    latest_first = (text, *(talk.said if talk else ()))
    when = next(filter(says_when, latest_first), text)  # a follow-up stays on the day of the talk
    tells = reader.names_subject(reader.subject_terms(text))
    asked = latest_first if points_back(typed) or not tells else (text,)  # 那做芯片的呢 asks what was asked before
    asks = next((asks for each in asked if (asks := asked_details(each)) != _CONTENT), _CONTENT)
    region, name, place = asked_place(question, (typed, *latest_first, said), reader.regions)
    return Understanding(
        question=question,
        intent=intent,
        text=text,
        standalone=standalone,
        search_text=_search_text(standalone, reader.lexicon),
        own_search_text=_search_text(text, reader.lexicon) if talk else "",
        tells=tells,
        asks=asks,
        as_of=question.as_of or day_meant(when, question.today) or question.today,
        region=region,
        region_name=name,
        place=place,
        clause_ids=talk.turn.clause_ids if talk else (),
        circumstances=said,
        document_names=(*_document_names(text), *_titles_meant(reader.mentions(text))),
        document_numbers=_document_numbers(text),
        subjects=reader.subjects.named(_asking_part(text, reader)),
        figures=_figures(latest_first, said, asks),
        absent_text=reader.absent_texts.named(text),
        absent_laws=reader.absent_laws.named(text),
        mentions=reader.mentions(standalone),
        past_day=None if question.as_of else past_day(when, question.today),
        is_follow_up=talk is not None,
        asks_own_detail=asked_details(text) != _CONTENT,
        only_states=not IS_ASKING.search(text),
    )


def _figures(latest_first: Sequence[str], said: str, asks: frozenset[Detail]) -> tuple[Figure, ...]:
    """The user's own figures: those of the turn, else where an amount is asked for the latest ones given before."""
    own, *before = latest_first
    earlier = (*before, said) if Detail.AMOUNT in asks else ()
    return next((figures for each in (own, *earlier) if (figures := find_figures(each))), ())


def _document_names(text: str) -> tuple[str, ...]:
    """Documents that a text names by title: in 《》, or as …管理办法, without the words before such a name."""
    names = (match[1] or _BEFORE_NAME.sub("", match[2]) for match in _DOCUMENT_NAME.finditer(text))
    return tuple(dict.fromkeys(name for name in names if name not in _KINDS))


def _titles_meant(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The titles of the documents that a text names by a short name of their own (高新区的细则)."""
    return tuple(search_key(mention.title) for mention in mentions if mention.title is not None)


def _document_numbers(text: str) -> tuple[str, ...]:
    """The 文号 that a text names, year and number without what stands between them: 2023)5号."""
    return tuple(
        dict.fromkeys(f"{match[1] or match[3]}{match[2] or match[4]}号" for match in _DOCUMENT_NUMBER.finditer(text))
    )


def _asking_part(text: str, reader: Reader) -> str:
    """The part of a turn that asks; the statements before it name no subject, unless it names nothing (流程怎么走)."""
    asking = ",".join(part for part in re.split("[,。;!]", text) if IS_ASKING.search(part))
    return asking if asking and reader.tells(asking) else text


def split_questions(text: str) -> tuple[str, ...]:
    """The separate questions of a turn, each with the statements before it; one for most turns.

    A piece that is too short to stand alone (上限呢) stays with the question before it.
    """
    pieces = [piece for piece in _BETWEEN_QUESTIONS.split(text) if piece.strip()]
    questions: list[str] = []
    context = ""
    for piece in pieces:
        if not IS_ASKING.search(piece):
            context += f"{piece},"
        elif questions and not context and len(piece) <= _ELLIPTIC_LENGTH:
            questions[-1] += f",{piece}"
        else:
            questions.append(context + piece)
            context = ""
    if context and questions:
        questions[-1] += f",{context}"
    return tuple(questions) if 1 < len(questions) <= _MOST_QUESTIONS else (text,)


def _search_text(text: str, lexicon: Lexicon) -> str:
    means = dict.fromkeys(word for expansion in lexicon.expansions(text) for word in expansion.means)
    return " ".join((text, *means))
