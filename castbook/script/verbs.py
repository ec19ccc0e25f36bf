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
    understand:understood freeze:froze/frozen arise:arose/arisen awake:awoke/awoken bet:bet bid:bid cast:cast
    spread:spread spit:spat shed:shed quit:quit spend:spent lose:lost win:won build:built swear:swore/sworn
    bite:bit/bitten beat:beat/beaten lend:lent thrust:thrust breed:bred forgive:forgave/forgiven hurt:hurt
    overhear:overheard overcome:overcame behold:beheld shine:shone rewind:rewound withdraw:withdrew/withdrawn
    overtake:overtook/overtaken slay:slew/slain tread:trod/trodden forget:forgot/forgotten choose:chose/chosen
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
    ache buzz flutter quiver quake throb pulse rustle creak crackle drone clink clang ring chime rumble roar boom
    thud thump bang crash clatter jingle tinkle screech squeak squeal shriek wail howl yelp whimper snore hiccup
    burp tut grunt snuffle wheeze sputter splutter stammer stutter drawl croak rasp chant pronounce announce declare
    proclaim explain describe mention reveal admit confess promise swear vow threaten warn advise suggest urge order
    command demand request require inquire enquire question interrogate challenge argue quarrel bicker protest
    complain insist object deny agree approve applaud cheer celebrate toast congratulate thank apologise apologize
    forgive blame accuse curse insult mock tease taunt joke jest race zoom whiz whirl twirl weave swerve veer skid
    tumble trip tread tramp plod retire withdraw advance proceed progress travel journey voyage migrate overtake
    accompany attend visit invite summon fetch deliver collect retrieve obtain acquire gain win lose misplace waste
    spend save store stash stuff cram press crush smash shatter crack splinter rip shred slash chip peel scrawl jot
    doodle sketch trace copy print publish mail dial phone telephone film record photograph broadcast stream browse
    surf scroll swipe hack build construct assemble erect install mount attach detach connect disconnect link hook
    unhook latch plug unplug switch brighten darken fade vanish disappear reappear materialize dissolve melt freeze
    thaw boil simmer fry roast grill bake whisk mix blend taste lick bite suck devour feast gobble starve diet
    exercise train limber relax rest nap doze dream snooze awake awaken arise undress bathe shower shampoo clothe
    prepare arrange organise organize rearrange decorate adorn display exhibit demonstrate perform rehearse practise
    practice compose conduct improvise entertain amuse delight please impress astonish amaze surprise startle shock
    frighten scare terrify alarm worry bother annoy irritate anger enrage upset sadden depress comfort console
    soothe reassure encourage inspire motivate support assist aid rescue protect defend attack assault ambush invade
    raid rob mug kidnap capture arrest imprison jail release liberate exile banish expel hire employ appoint elect
    promote demote resign quit succeed fail flunk cheat deceive trick fool betray plot invent create imagine suppose
    assume presume guess estimate calculate compute measure weigh add subtract multiply divide solve ponder
    contemplate reflect meditate concentrate focus ignore neglect overlook miss recognise recognize identify
    distinguish compare contrast judge evaluate assess analyse analyze investigate explore discover uncover expose
    detect sense smell overhear eavesdrop stalk shadow track hunt pursue corner trap snare delay postpone cancel
    resume repeat recite quote echo imitate mimic nestle nuzzle snuggle cuddle caress fondle massage tickle pinch
    poke prod nudge jab shed doff strip unbutton unzip unfasten unlace unstrap loosen tighten rumple fluff dab blot
    sponge sprinkle scatter strew spill drip leak ooze trickle gush spurt squirt spray flood drown submerge dive
    snorkel row anchor dock moor land soar swoop flap flit roost nest hatch graze forage harvest reap sow plough
    plow till hoe rake bury unearth prune erupt explode detonate ignite kindle extinguish quench douse smother
    strangle choke suffocate slay murder execute behead torture torment wound injure hurt heal cure treat recover
    revive survive perish expire cackle snicker titter chortle guffaw exclaim ejaculate interject retort rejoin
    remark muse sulk mope despair rejoice exult gloat brag preen swank posture reel skulk lurk prowl sidle slink
    barge breeze clamber scramble shin hurl lob chuck pelt bombard batter pummel thrash whip flog beat spank smack
    whack thwack clobber bash bludgeon collide bump jostle bustle hasten speed accelerate brake halt idle dawdle
    loiter tarry happen occur exist consist contain include involve concern matter depend illuminate shine flicker
    glitter glimmer shimmer glint flare blaze develop evolve change convert adapt accustom fill drain refill
    replenish exhaust deplete consume process handle operate control supervise oversee surround encircle enclose
    engulf envelop overwhelm overcome overpower defeat conquer realise understand comprehend signify imply symbolise
    symbolize ogle behold witness regard survey peruse gesticulate signal motion flag hail bid thrust wrench wrest
    pluck snip shear mow scythe sag wilt harden soften marvel doubt suspect mistrust trust rely flourish wield
    pocket unpocket unholster haunt bless preach worship baptise baptize marry wed divorce woo seduce flirt propose
    assign delegate entrust lend borrow owe repay refund invest gamble bet wager
    tuck screw mime pantomime gawp usher slot wedge prop squat crumble sustain
    admire adore despise detest respect dread envy pity regret resent appreciate enjoy prefer expect intend hope wish
    attract fascinate bewitch remind resemble befit adjourn accost address approve assent beseech implore entreat
    converse confide deign endeavour endeavor ensue falter flee hasten incline insinuate jerk linger loathe peep
    perceive persuade plead profess prolong prompt protrude quicken recoil refrain regain rejoin relent relish remark
    render repel repress retrace rouse scamper scrutinise scrutinize seat shrink shriek solicit sprout squint subside
    submit suffice surmise tender totter tremble twinkle utter venture waver yield
    allow permit enable forbid prevent cause force compel oblige
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
# Base forms that are as often a noun or an adjective at the head of a phrase.
NOUNS = word_list(
    """
    open close clean light dress lower fix tie cross fold lean slip frown smile grin cut paint patch mask shadow dirt
    strap band brush clip part place point plant hook double trim crop slouch stoop squint limp free set bow fan cross
    hood swell
    """
)
BASES = _BASE_FORMS  # after a subject in the plural: "his eyes close", "they smoke"
