"""Whom each clause of a sentence is about: names, lists of names, pronouns, clauses without a subject. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from . import by_reference, folk, fragments, marks
from . import lexicon as lex
from .cutting import Clause, Sentence
from .fragments import aged, apposed, brought_in, end_at_name, ends_list, goes_on, introduced_by_calling, sums_up
from .looks import read, read_tags
from .memory import MANY, Memory, Who
from .mentions import Mention
from .sentences import Word
from .strangers import by_noun, gender_of_noun, noun_of_newcomer

_ATTACHED_NAME = re.compile(r"[pFLIo][AhM]?[DdwXetcY]*$")  # before a name: beside, behind, with somebody
_LEADS_UP = re.compile(r"^[&KAh]*(?:[pI][AhM]?[KDdwX]*)?[&K]*[AhM]?[DdwcKTYeQ&yt]*[POk]?$")  # before a subject
_PRONOUN = re.compile(
    r"^[&K]*(?:(?:[pIo][AhM]?[KDdwX]*[BbGXi]|X|[AQX]F|h(?:[XD]|K[XD])F)K*)?[RM]|"
    r"^[&K]*[hp]XFMXR(?=.*[CHv])|^(?:p[^CHVNRWPMJ]{1,8}|[^CHVNRWPMJp]{1,6})R(?=.*[CHVWSvr])"
)
_HIS_EYES = re.compile(r"^[&K]*(?:M|[AMP]?[XDd]*PM)[XDdw]*([Bbm])C")
_FOR_HE = re.compile("[&K]*pR(?=[HCV])")  # "for he was bald"
_NOUN_LEAD = re.compile(r"^[&K]*(?:[hAiJV]|p|X.*[CHV]|o[hA]|[PBbGgOZ].*[CHVJ])")  # the clause has a subject of its own
_ENTERS = re.compile("[&K]*A[XDdwcYTe&K]*P(?:F[pK]*(?:MX?q|Q)|[IL][AhM]?[XDdwKe]*[GgBbm]+)?[VS]")  # somebody new
_WORN_BY = re.compile(r"[&Kp]*(?:iC)?[AhX]?[KDdwXFt&]*(?:[mGg][^RNM]*|BC[^RNMV]*)M(?=[XDdw]*[BbGg])")
_LEADING = re.compile(r"[K&]*[vWrdcDtYIL](?!.*[CHRNV])")  # adjectives and participles before their subject
# "She was about sixty, I guessed, with cropped silver hair": what follows is still hers.
_BY_THE_WAY = re.compile(
    r"(?:I|he|she|they|we) "
    r"(?:guess(?:ed)?|supposed?|thought|think|noticed?|imagined?|judged?|believed?|reckon(?:ed)?|see|saw)|"
    r"as far as I (?:could|can) \w+|it seemed|of course|as I (?:take it|reckon|judged?|supposed?)(?: now)?|"
    r"I(?:'d| would| could| should)(?: have)? (?:say|said|guess(?:ed)?|see|tell)"
)
_HER_GRANDSON = re.compile("[VpL][KXDdw]*M[XDdw]*k$")
_APPOSED = re.compile("[&K]*A[XDdwcYTe&K]*P(?=$|[LIFp])")
_IS_OR_HAS = re.compile("[&K]*(?:RK*[CHvW]|M[XDdwK]*[BbmGg])")
_HER_PART = re.compile("[&Kp]*(?:N*M|h)[XDdwc]*([Bb])(?![Bb])")
_MOVING = frozenset(("turning", "turned", "growing", "smiling", "still"))
_BOTH_ARE, _ALL_IN_BLACK = re.compile("[&K]*hQ?[CHvW]"), re.compile("[&K]*h[WvI]")
_AS_WHO = re.compile("A[KXDdwcYTe&]*O")  # "Snow comes in, a detective with clipped moustaches"
_JUST_COMES = re.compile("[&KAhO]*N+(?:K*V[KXpohI]{0,3})?")
_OWNED, _LATE_VERB = re.compile("[&K]*N*M[KwXDd]*([BbmG])"), re.compile("K*[CHWvr]")
_NAMED = re.compile(r"\b(?:named|called|known as)\s+$")


class Attribution(Sentence):
    """One sentence, clause by clause."""

    def __init__(self, memory: Memory, text: str, start: int, end: int, names: list[Mention]) -> None:
        super().__init__(memory, text, start, end, names)
        self.met_stranger = False
        self._owner: Who = ()
        self._introduced = False
        self._before = ""  # the tags of the clause before
        self._last: Clause | None = None  # that clause
        self._whose = ""  # the tag of what is told of: "her hair"

    def clauses(self) -> list[Clause]:
        """The clauses in order, each with its owner."""
        found: list[Clause] = []
        listed = False  # the clause before was nothing but names
        for span in self.spans():
            clause = self.clause(span, self._introduced)
            if not clause.words or _BY_THE_WAY.fullmatch(self.text, *clause.span):
                continue
            before = self._owner
            self._attribute(clause)
            marks.give_to_sitter(self, clause)
            if listed and before and (clause.bare or ends_list(clause)):
                clause.who = tuple(dict.fromkeys((*before, *clause.who)))
                self.memory.remember(clause.who)
            listed = self.is_list(clause)
            self._before, self._last = clause.reading.tags, clause
            if clause.lead == "possessive" and len(clause.who) == 1:
                spoken = _HER_PART.match(clause.reading.tags)
                self.memory.part = (spoken.group(1), clause.who) if spoken else self.memory.part
            elif clause.lead in ("name", "pronoun") and self.opens(clause):
                self.memory.part = ("", ())
            if clause.lead in ("possessive", "name", "pronoun"):
                owned = _OWNED.fullmatch(clause.reading.tags)
                self._whose = owned.group(1) if owned else ""
            self._owner = before if clause.lead == "aside" else clause.who
            if brought := brought_in(self, clause):
                self._owner, self._introduced = brought, True
                self.memory.remember(brought)
            found.append(clause)
        self._give_subject(found)
        self._name_described(found)
        return found

    def _give_subject(self, found: list[Clause]) -> None:
        """ "In cheap shoes and a work shirt, Joe waits": what stands before the subject is told of it."""
        at = next((i for i, clause in enumerate(found) if clause.lead in ("name", "pronoun")), 0)
        first = next(
            (i for i, one in enumerate(found[:at]) if _LEADING.match(one.reading.tags) and one.reading.kind), at
        )
        before = [one for one in found[first:at] if one.reading.tags not in ("C", "V", "S")]  # "in rags, stands IDA"
        free = ((), self.memory.narrator if self.memory.prose else ())  # "I sat down. Stout and pale, he nodded"
        if self.memory.aside or any(one.who not in free or re.search("[CHRNV]", one.reading.tags) for one in before):
            return
        narrates = self.memory.prose and found and found[at].who == self.memory.narrator
        if narrates and not re.match("[&K]*N[CH]", found[at].reading.tags):
            return  # "Tall and dark as before, she stood there, I saw"
        for one in before:
            one.who, one.lead = found[at].who, "leading"
        end_at_name(self, before, found[at] if found else None)

    def _name_described(self, found: list[Clause]) -> None:
        """ "Beside a serious, middle-aged man, the director SHAM VERMA": the portrait before a new name is theirs."""
        for told, named in pairwise(found):
            new = named.lead == "name" and all(who not in self.memory.seen for who in named.who)
            if new and named.bare and self.in_capitals(named.names[0]) and introduced_by_calling(self, told, named):
                continue
            if new and not told.who and named.bare and not self.memory.prose:
                told.reading = self.reading(told.words, told.names, True)  # "Two weary men, OTTO and IDO"
            if told.who or not told.reading.kind or not new or not re.search("[PZ]$", told.reading.tags):
                continue
            if re.fullmatch("[XDdwKAh]*O?N+(?:&N+)*", named.reading.tags):
                told.who, told.lead = named.who, "leading"
                told.start = told.words[told.reading.first].start
                if named.bare and not self.memory.prose:
                    told.cut = (told.start, named.names[-1].end)  # an introduction is quoted with its names

    def _attribute(self, clause: Clause) -> None:
        tags = clause.reading.tags
        first = clause.words[0].low
        part, whose = self.memory.part
        spoken_of = whose and self.memory.prose and any(word.low in ("it", "they") for word in clause.words[:2])
        if spoken_of and (told := marks.of_part(part, tags)):  # "it was exquisitely fine"
            clause.who, clause.lead, clause.reading = whose, "possessive", told
            return
        if whose := aged(self, clause, self._owner):
            clause.who, clause.introduced = (whose.who,), True
            self._introduced = self._introduced or not self.memory.prose
            clause.reading = read(clause.words, introduced=True)
            self.memory.remember(clause.who)
            return
        if met := by_noun(self.memory, clause):
            clause.who, clause.lead = met.who, "name"
            self.memory.role, self.met_stranger = met.noun, met.new
            self.memory.remember(clause.who)
            return
        for mention in clause.names:
            if self._named(clause, mention):
                return
        if owner := by_reference.owner(self, clause):
            clause.who, clause.lead = owner, "possessive"
            self.memory.remember(owner)
            return
        if apposed := by_reference.apposed(self, clause):
            clause.who, clause.introduced = apposed, True
            clause.reading = self.reading(clause.words, clause.names, True)
            return
        if (_PRONOUN.match(tags) or (self.memory.prose and _FOR_HE.match(tags))) and not (
            clause.introduced and tags[:2] == "QX"
        ):
            self._by_pronoun(clause)
        elif len(self._owner) > 1 and _ALL_IN_BLACK.match(tags) and not self.memory.prose:
            clause.who = self._owner  # "Otto and Ida ride on, both dressed in black"
        elif (
            first in MANY
            and tags[1:2] not in (("B", "b") if first == "both" else ("X", "T") if first in ("all", "each") else ())
            and len(self._owner) < 2
            and (not self._owner or self._owner[0] in self.memory.group)
        ):
            clause.who = by_reference.both(self, clause) or self.memory.several(clause.words[1].low if tags[1:] else "")
            clause.lead = "pronoun" if clause.who and _BOTH_ARE.match(tags) else clause.lead
        elif goes_on(self, clause, self._owner):
            clause.who, clause.lead = self.memory.subject, "elliptical"
            owned = next((word for word in clause.words if word.low in ("his", "her")), None)
            if owned and not self.memory.fits(clause.who, owned.low):
                clause.who = self.means(owned)
            clause.reading = read(clause.words, introduced=True)
            self._introduced = True
        elif self._owner == self.memory.narrator != () and (seen := by_reference.seen(self, clause, self._last)):
            clause.who, clause.introduced, clause.reading = seen, True, self.reading(clause.words, clause.names, True)
        elif self._owner == self.memory.narrator and by_reference.told(self._last) and _APPOSED.match(tags):
            clause.who, clause.introduced = self._owner, True
        elif self.memory.prose and _HER_GRANDSON.search(self._before) and _APPOSED.match(tags) and clause.reading.kind:
            clause.who, clause.lead = self._newcomer(clause, by_reference.kin_gender(self, clause)), "stranger"
            self.met_stranger, self._introduced = True, True
            clause.reading = self.reading(clause.words, clause.names, True)
        elif (
            not self._owner
            or self._owner == self.memory.narrator
            or clause.span[0] in self.newcomers
            or (_ENTERS.match(tags) and (self.memory.prose or not self._introduced))
        ) and (
            (
                noun := noun_of_newcomer(
                    clause, self.opens(clause) or clause.span[0] in self.newcomers, self.memory.prose
                )
            )
            and not (clause.names and tags.startswith("iC"))
        ):
            named = next((m for m in clause.names if _NAMED.search(self.text, clause.span[0], m.start)), None)
            at = next(i for i, word in enumerate(clause.words) if word.low == noun)
            known = (named.who,) if named else self.memory.called_by(noun, clause.words[at - 1].low if at else "")
            if known:  # "a forty-year-old man named BEAMEN"; "a man of about 35", where MAN speaks
                clause.who, clause.lead = known, "name"
                self.memory.remember(clause.who)
            else:
                clause.who, clause.lead = self._newcomer(clause, gender_of_noun(noun), called=noun), "stranger"
            clause.words = clause.words[max(0, tags.rfind("A", 0, at)) :]
            clause.start = clause.words[0].start
            clause.reading = self.reading(clause.words, clause.names, True)
            self.met_stranger, self._introduced = not known, True
        elif clause.reading.kind and (worn := _WORN_BY.match(tags)):  # "the cloak over his shoulders was red"
            clause.who, clause.lead = self.means(clause.words[worn.end() - 1], self._owner), "possessive"
        elif (sitter := self._sitter()) and marks.THE_CHIN.match(tags):
            clause.who, clause.lead = sitter, "possessive"  # "the chin was broad"
        elif clause.reading.kind and (marked := marks.owner(self, clause)):
            clause.who, clause.lead = self.means(marked, self._owner), "possessive"
        elif fragments.of_another(self, clause):
            clause.who, clause.lead = (), "own"  # "while the other was a thin man"
        elif first == "which" and self._owner:
            clause.who, clause.lead = self._owner, "relative"
            if found := re.search("M[KwXDd]*([BbmGg])$", self._before):  # "his hair, which is thin"
                told = read_tags(f"M{found.group(1)}{tags[1:]}")
                clause.reading = replace(told, tags=tags, first=max(0, told.first - 1), last=max(0, told.last - 1))
        elif self._owner in ((), self.memory.narrator) and (told := by_reference.shown(self, clause)):
            clause.who, clause.lead = told, "stranger"
            self._introduced = True
            self.memory.remember(told)
            if first := by_reference.enters_at(self, clause):  # "I succeeded in hiring | a round-faced young man"
                clause.words = clause.words[first:]
                clause.start = clause.words[0].start
                clause.reading = self.reading(clause.words, clause.names, True)
        else:
            clause.who = self._owner
            if clause.who and sums_up(self, clause):
                self._introduced = clause.introduced = True
                clause.reading = self.reading(clause.words, clause.names, True)
            if clause.who and _LATE_VERB.match(tags):  # "MARTA, once a dancer, is forty": the verb comes late
                clause.reading = replace(clause.reading, statement=clause.reading.kind is not None)
            if self._whose and self._owner and re.match(r"[&K]*[CH]", tags):
                clause.reading = marks.told_of(self._whose, tags)  # "her hair, once red, is plaited"
            if clause.who and not clause.reading.kind and (tags[0] == "C" or not self.memory.prose):
                directed = self.memory.by_the_way and _JUST_COMES.fullmatch(self._before) and first not in _MOVING
                alone = marks.beside_name(tags) if directed else None
                clause.reading = alone or marks.without_subject(tags) or clause.reading
            comes = not self.memory.prose and _JUST_COMES.fullmatch(self._before) and _AS_WHO.match(tags)
            if _NOUN_LEAD.match(tags) and not (
                (clause.introduced or comes) and clause.reading.kind and clause.reading.deed is None
            ):
                clause.lead = "predicate" if clause.who and re.match(r"[&K]*[VJ]", tags) else "own"
            if clause.reading.deed is not None:
                self._introduced = False

    def _sitter(self) -> Who:
        """Whose chin "the chin" is: of whom the clause or the portrait is."""
        mine = self._owner if self._owner != self.memory.narrator else ()
        return mine or self.memory.portrait or self.memory.sitter

    def _newcomer(self, clause: Clause, gender: str, noun: Word | None = None, called: str = "") -> Who:
        """Somebody whom a clause brings in without a name; in a story the one its first noun means."""
        if self.memory.references is None:
            return self.memory.meet_stranger(gender, called)
        told = next(
            (told for word in ([noun] if noun else clause.words) if (told := self.memory.told(word.start))), None
        )
        if told is None:
            return ()
        self.memory.remember((told.who,))
        return (told.who,)

    def _named(self, clause: Clause, mention: Mention) -> bool:
        """Whether this name is whom the clause is about; then say so in the clause."""
        tags = clause.reading.tags
        at = next((i for i, w in enumerate(clause.words) if w.start >= mention.start), None)
        if at is None:
            return False  # "twenty- Ida": the name is the end of a word
        after = next((i for i, w in enumerate(clause.words) if w.start >= mention.end), len(tags))
        before, follows = tags[:at], tags[after : after + 1]
        if not self.memory.prose and re.match("(?:&N+)?M[XDdw]{0,2}kC", tags[after:]):
            clause.lead = "own"  # "Ida and Otto's son is a tall boy"
            return True
        if follows == "M":
            if not self.memory.prose and re.search("^[&KAh]*[XDdwcYT]*[PZO].*[VJvr]", before):
                return False  # "The little girl sits on Ward's car"
            if not _LEADS_UP.match(before) and (self._owner or re.search("^M|[NR]", before)):
                return False
            clause.who, clause.lead = (mention.who,), "aside" if self._owner else "possessive"
            return True
        if not self.memory.prose and re.match("[&K]*p", before) and re.search("R[CHV]", tags[after:]):
            return False  # "while Ida is speaking she looks up": somebody else
        who, last = self._group(mention, clause), not tags[after:].strip("N&")
        if len(who) > 1 and not self.memory.prose:  # "come OTTO and IDA in fur caps"
            follows = tags[after:].lstrip("N&")[:1]
        if before.endswith("N&") and last and not self.memory.prose:  # "a call to Ida and Otto, dressed for church"
            who = tuple(dict.fromkeys((*[m.who for m in clause.names if m.end <= mention.start][-1:], *who)))
        enters = at == 1 and not self.memory.prose and clause.words[0].low in ("enter", "enters", "re-enter")
        leads = enters or bool(_LEADS_UP.match(before))
        if leads and before[-1:] == "P" and (mention.who,) == self.memory.narrator:
            return False  # "a man I had never seen before got on"
        if clause.span[0] in self.followers and at == 0:
            clause.who, clause.lead = who, "aside"
            return True
        if leads and before == "&" and follows in ("L", "I") and self._owner:
            clause.who, clause.lead = who, "aside"  # "and Chalf with a beanie"
            return True
        if not leads:
            if re.match(r"[&K]*R", tags) and not (last and apposed(self, mention)):
                return False  # "they are disturbed by Berit, a handsome girl"
            passing = self._owner and self.memory.people[mention.who].passes_by
            new = not (passing or mention.who in self.memory.seen) or apposed(self, mention)
            if (_ATTACHED_NAME.search(before) and not (last and new)) or "L" in before:
                return False
            if not last and follows not in "LIWCvr":
                return False
        clause.who, clause.lead = who, "name"
        told_before = self.memory.prose and clause.reading.kind and clause.reading.last < at
        if not told_before:  # "a sallow fellow who was introduced to me as Mr. Crowe"
            clause.start = self._first_modifier(clause, at)
        self._introduced = (clause.bare or last or enters) and (mention.who,) != self.memory.narrator
        self._introduced = self._introduced and any(
            m.who not in self.memory.seen
            or self.in_capitals(m)
            or apposed(self, m)
            or (not self.memory.prose and self.text[m.end : m.end + 1] == ":")
            for m in clause.names
        )
        if last and not clause.bare:
            clause.reading = self.reading(clause.words, clause.names, True)
        self.memory.remember(who)
        return True

    def _by_pronoun(self, clause: Clause) -> None:
        tags = clause.reading.tags
        index = next(i for i, t in enumerate(clause.reading.tags) if t in "RM")
        pronoun = clause.words[index].low
        clause.lead = "possessive" if clause.reading.tags[index] == "M" else "pronoun"
        if pronoun == "my" and clause.reading.tags[index + 1 : index + 2] == "k":  # "my aunt" is not I
            told = clause.reading.kind is not None
            clause.who = self._newcomer(clause, folk.KIN_GENDERS.get(clause.words[index + 1].low, "")) if told else ()
            clause.lead, self.met_stranger = "name", bool(clause.who)
            return
        if pronoun in ("who", "whose", "'s"):
            named = [m for m in self.names if 0 <= clause.span[0] - m.end <= 2]  # "by the boy, who now wears"
            clause.who = (named[0].who,) if named and len(self._owner) < 2 else self._owner
            return
        kin = re.match(r"[&Kp]*M[KDdwX]*k(?=[CHVS])", clause.reading.tags)
        if kin and self.memory.prose and pronoun in ("his", "her"):  # "her mother had been a great beauty"
            relation = clause.words[kin.end() - 1].low
            clause.who = self._newcomer(clause, folk.KIN_GENDERS.get(relation, ""), clause.words[kin.end() - 1])
            clause.lead, self.met_stranger = "name", True
            return
        if spouse := by_reference.spouse(self, clause, self._owner or self.memory.subject):
            clause.who, clause.lead, self._introduced = spouse, "name", True
            return
        apposed = clause.introduced and re.match(r"[&K]*M[KDdwX]*[kO]", clause.reading.tags)  # "LADY DALE, his wife"
        if pronoun == "its":
            mine = self._owner or self.memory.subject
            clause.who = mine if all(not self.memory.people[who].gender for who in mine) else ()
            return
        if self._owner and (apposed or (clause.introduced and pronoun == "their")):
            clause.who = self._owner
            return
        if pronoun == "they" and (parts := _HIS_EYES.search(self._before)):
            clause.who, clause.lead = self._owner, "possessive"  # "his eyes were small; they were bright blue"
            clause.reading = read_tags(f"M{parts.group(1)}{tags[index + 1 :]}")
            clause.words = [clause.words[index], *clause.words[index:]]
            return
        clause.who = self.means(clause.words[index], self._owner, portrays=self._portrays(clause))
        clause.who = clause.who or by_reference.named_before(self, clause, pronoun)
        told = clause.reading.kind or (not self.memory.prose and re.match("R[CH]A", clause.reading.tags[index:]))
        if not clause.who and told and lex.PRONOUNS.get(pronoun) in ("male", "female"):
            clause.who = self.memory.meet_stranger(lex.PRONOUNS[pronoun])  # "He lay under the tree", without a name
            self.met_stranger = True
        if not self._owner:
            self.memory.remember(clause.who)
        if clause.lead == "pronoun":
            self._introduced = False

    def _portrays(self, clause: Clause) -> bool:
        """ "He is a short man", "her hair is grey": what is said of somebody who has just come in."""
        if self.memory.entered and _IS_OR_HAS.match(clause.reading.tags):
            return True
        return clause.reading.kind is not None and (clause.reading.statement or clause.reading.deed is None)

    def _first_modifier(self, clause: Clause, at: int) -> int:
        """Where the adjectives right before the name at word `at` start: "gaunt, sixty-year-old EZRA"."""
        tags = clause.reading.tags
        first = at
        while first and tags[first - 1] in "DdcYeKwAhQT&kPOMyt":
            first -= 1
        return clause.words[first if re.search("[DdcYeyt]", tags[first:at]) else at].start

    def _group(self, mention: Mention, clause: Clause) -> Who:
        """A name with those joined to it by "and" in the same clause."""
        group, end = [mention.who], mention.end
        for other in clause.names:
            if other.start > end and self.text[end : other.start].strip().lower() in ("and", "&", "or"):
                group.append(other.who)
                end = other.end
        return tuple(dict.fromkeys(group))
