"""Verbs of deeds with all their forms: what a clause does instead of showing looks. Pure."""

from __future__ import annotations

from .dress import WEARING
from .lexicon import COPULAS, word_list

_IRREGULAR_FORMS = """
    sit:sat stand:stood run:ran come:came go:went/gone take:took/taken give:gave/given hold:held see:saw/seen
    say:said tell:told rise:rose/risen speak:spoke/spoken throw:threw/thrown catch:caught bring:brought leave:left
    find:found put:put let:let get:got make:made begin:began/begun drive:drove/driven ride:rode/ridden swing:swung
    spin:spun sing:sang/sung drink:drank/drunk eat:ate/eaten write:wrote/written read:read shake:shook/shaken
    break:broke/broken draw:drew/drawn fight:fought fly:flew/flown lie:lay/lain/lying lay:laid lead:led lean:leant
    leap:leapt light:lit meet:met send:sent set:set shoot:shot sleep:slept slide:slid steal:stole/stolen
    strike:struck sweep:swept swim:swam teach:taught tear:tore/torn think:thought wake:woke/woken weep:wept
    wind:wound know:knew/known hear:heard feel:felt keep:kept pay:paid sell:sold buy:bought fling:flung creep:crept
    do:did/done kneel:knelt burst:burst hide:hid/hidden cut:cut hit:hit shut:shut stride:strode bend:bent
"""
_BASE_FORMS = word_list(
    """
    do sit stand walk run come go enter exit leave arrive emerge appear approach stride strut stroll march stagger
    stumble limp-in shuffle wander pace rush hurry burst storm slip sneak creep crawl climb jump leap dance kneel
    lean lie lounge sprawl slump slouch perch crouch huddle wait linger hover look stare gaze glance peer watch see
    notice spot scan study read write type talk speak say tell ask answer reply shout yell whisper mutter mumble
    scream cry weep sob laugh giggle chuckle smile grin frown scowl sigh nod shake wave point gesture shrug wink
    blink turn spin swing throw toss fling drop pick take grab seize snatch hold carry bring drag pull push lift
    raise lower put place set lay pour drink sip eat chew swallow cook stir wash wipe clean sweep open close shut
    lock unlock knock hit punch kick slap strike fight shoot fire stab kill die fall rise wake sleep drive ride fly
    sail swim play sing hum whistle work serve stack sort count pay buy sell steal hide search find follow lead
    chase catch flee escape hand give pass receive accept refuse offer help hug kiss embrace touch stroke rub
    scratch scritch twiddle tap drum clap clench squeeze grip wring adjust button tie untie remove unwrap pack
    unpack load check examine inspect consider think wonder remember forget realize decide try begin start stop
    continue finish join meet greet introduce bow curtsy salute return retreat circle cross pause hesitate strum
    fold unfold light smoke inhale exhale cough sneeze yawn stretch shiver tremble rock bounce lurch collapse sink
    settle observe listen hear feel reach tug fumble rummage dig shove slam scrub polish sharpen fix mend repair
    duck zip float stoop tick swagger saunter amble trot gallop hobble waddle shamble lope scurry scuttle dart dash
    bolt vault topple flop loom straighten crane peek sniff snort spit gnaw munch nibble slurp gulp squint wince
    cringe flinch shudder gape gawk leer smirk sneer pout wag wiggle wriggle squirm fidget twitch jerk yank heave
    haul hoist dump pop rev park steer pedal paddle wade splash plunge bob rattle rap tinker fiddle pat clutch
    cradle grasp brandish aim flip deal punt bellow holler murmur hiss purr mew bray cluck fan pump strap tape guard
    patrol wrestle spar paint draw step edge file pore hunch-over wheel roll skip hop tiptoe trudge hike jog sprint
    make get let send keep know bend stoop-to descend ascend drift glide sway beckon usher escort interrupt mop
    scrape scribble chop slice fish hammer saw breathe pant gasp groan moan growl snarl bark glare beam preside man
    tend manage own live belong want need like love hate fear pretend pray gather busy flick snap click
    """
)


_IRREGULAR = {verb: others.split("/") for verb, others in (entry.split(":") for entry in _IRREGULAR_FORMS.split())}


def forms(verb: str) -> set[str]:
    """The finite and -ing forms of a base form: walk, walks, walked, walking."""
    if verb.endswith("e"):
        found = {verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        found = {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        found = {verb + "es", verb + "ed", verb + "ing"}
    else:
        found = {verb + "s", verb + "ed", verb + "ing"}
        if len(verb) < 6 and verb[-1] not in "wxyaeiou" and verb[-2] in "aeiou" and verb[-3:-2] not in tuple("aeiou"):
            found |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb in _IRREGULAR:
        found = {form for form in found if not form.endswith("ed")} | set(_IRREGULAR[verb])
    return found


ACTIONS = frozenset(form for verb in _BASE_FORMS for form in forms(verb)) - WEARING - COPULAS
GERUNDS = frozenset(form for form in ACTIONS if form.endswith("ing"))
FINITE = ACTIONS - GERUNDS
