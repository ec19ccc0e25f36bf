"""The words that looks are made of: body, garments, colours, shapes, ages, people; and what is none of that. Pure.

Plain word lists, lower case. Inflected verbs are made by `forms`, so that a list holds base forms only.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BODY = _words(
    """
    hair eyes eye eyebrows eyebrow brow brows lashes eyelashes eyelids face features feature countenance visage
    complexion skin nose nostrils mouth lips lip chin jaw cheek cheeks cheekbones forehead temples head skull ears
    ear neck throat shoulders shoulder arms arm hands hand fingers fingernails nails legs leg feet knuckles figure
    frame build body physique stature height beard moustache moustaches mustache mustaches whiskers sideburns
    goatee stubble braid braids plait plaits ponytail pigtail pigtails bun curls curl locks lock bangs fringe mane
    horn horns tail wings wing fur scales feathers tusks fangs claws teeth tooth freckles wrinkles scar scars
    tattoo tattoos birthmark dimples dimple mole belly paunch chest waist hips gaze expression appearance look
    looks bearing carriage profile air limbs torso muscles muscle dreadlocks cornrows tresses ringlets mop crest
    snout muzzle beak paws hooves antennae biceps forearms forearm jowls hairline lines smile
    """
)
# Marks that say something without an adjective: "with a beard", "a scar across the cheek".
MARKS = _words(
    """
    scar scars tattoo tattoos freckles wrinkles beard moustache moustaches mustache mustaches goatee stubble
    sideburns whiskers dimples dimple birthmark ponytail pigtail pigtails braid braids dreadlocks cornrows mohawk
    paunch limp hump hunchback piercing piercings stoop lisp crewcut afro bob buzzcut jowls overbite horns wings
    tusks fangs antennae plaits
    """
)
# Parts that are described far less often than they act; they need a plain adjective right beside them.
ACTING = _words(
    """
    hands hand head arms arm eyes eye gaze feet fingers shoulders shoulder face smile look looks lips expression
    legs
    """
)

GARMENTS = _words(
    """
    clothes clothing costume outfit attire dress gown frock skirt skirts blouse shirt shirts t-shirt tee tank-top
    undershirt shirt-sleeves shirtsleeves sweater jumper cardigan hoodie sweatshirt vest waistcoat jacket coat
    overcoat greatcoat raincoat trenchcoat trench-coat parka anorak blazer tuxedo suit suits pantsuit walking-suit
    walking-costume tracksuit jumpsuit overalls dungarees coveralls uniform uniforms robe robes cloak cape shawl
    poncho toga tunic kimono sari kilt kaftan habit cassock apron smock trousers pants jeans shorts breeches
    leggings tights stockings socks slacks chinos khakis boots boot shoes shoe sandals slippers sneakers trainers
    heels clogs moccasins hat cap bonnet beret fedora bowler top-hat helmet hood turban headscarf scarf bandana
    bandanna veil crown tiara wig headband headphones glasses spectacles sunglasses goggles eye-glass eyeglass
    eyeglasses monocle pince-nez eyepatch mask gloves mittens belt sash tie necktie bow-tie cravat collar ruff
    cuffs suspenders braces bracelet necklace pendant locket chain ring rings earring earrings brooch watch
    wristwatch jewels jewelry jewellery pearls medal medals badge epaulettes armor armour breastplate chainmail
    gauntlets pajamas pyjamas nightgown nightdress nightshirt dressing-gown bathrobe underwear swimsuit bikini
    lingerie corset petticoat bodice leather denim silk velvet lace satin tweed tweeds furs rags finery fatigues
    scrubs leathers livery regalia sandal holster scabbard sword cane crutch crutches eyeliner lipstick mascara
    makeup make-up beanie kerchief handkerchief fez sombrero bathing-suit wedding-dress ballgown frock-coat
    tailcoat mackintosh oilskins petticoats garment garments layers hi-vis parasol wheelchair
    """
)
CARRIED = _words(
    """
    sword cane parasol crutch crutches handkerchief wheelchair badge mask watch chain ring collar belt cap lace
    braces leather silk cuffs
    """
)
WEARING = _words(
    """
    wears wearing wore worn dressed clad attired garbed clothed sporting sports sported robed cloaked hooded
    veiled bespectacled uniformed barefoot barefooted bareheaded shirtless bare-chested bareheaded hatless decked
    draped wrapped bundled swathed costumed gowned booted kilted turbaned masked helmeted unshod
    """
)
ATTIRE_STATES = _words(
    """
    mourning uniform black white grey gray red green blue rags drag tweed tweeds costume evening-dress civvies
    fatigues armor armour leather scrubs plainclothes
    """
)

COLOURS = _words(
    """
    black white grey gray red blue green brown blond blonde yellow orange pink purple violet golden gold silver
    silvery auburn ginger chestnut hazel amber flaxen copper copper-coloured sandy raven jet ebony ivory olive tan
    tanned pale dark light fair crimson scarlet blackish brownish reddish greyish grayish bluish ruddy rosy
    swarthy sallow ashen bronze bronzed nut-brown platinum strawberry mousy mousey carroty hoary snowy
    salt-and-pepper pepper-and-salt iron-grey navy khaki beige cream maroon burgundy turquoise teal emerald
    sapphire indigo lavender tawny russet dun colourful colorful multicolored rainbow striped checked checkered
    plaid floral spotted piebald dappled mauve magenta coppery honey-colored greying graying grizzled steel straw
    steel-grey
    """
)
SHAPES = _words(
    """
    long short tall small little large big huge enormous massive tiny petite thick thin slender slim lean narrow
    broad wide round roundish square oval angular sharp pointed flat hooked aquiline crooked straight curved curly
    wavy kinky frizzy spiky shaggy tousled messy unkempt dishevelled disheveled matted braided cropped shaved
    shaven clean-shaven bushy sparse thinning receding abundant luxuriant silky glossy shiny lank greasy stringy
    tangled wild bald balding hairless bare smooth rough wrinkled weathered leathery freckled scarred tattooed
    pockmarked pimply pierced lined craggy rugged chiseled chiselled delicate fine soft hard strong weak bony
    gaunt hollow sunken deep-set deep protruding prominent bulging heavy full plump chubby pudgy puffy double high
    low sloping stooped hunched bent crippled muscular brawny burly beefy stocky stout portly fat obese corpulent
    rotund heavyset thickset thick-set well-built sturdy robust athletic wiry sinewy lanky gangly gangling spindly
    skinny scrawny emaciated frail fragile willowy lithe graceful elegant imposing towering hulking diminutive
    dwarfish middle-sized medium average undersized squat dumpy buxom voluptuous curvy shapely busty elastic
    beautiful pretty handsome lovely gorgeous attractive striking comely good-looking goodlooking ugly plain
    homely hideous grotesque cherubic boyish girlish youthful young-looking ageless faceless toothless one-eyed
    one-armed one-legged bright piercing clear dull watery beady almond almond-shaped slanted cross-eyed mild keen
    twinkling sparkling opaque translucent luminous glowing metallic scaly furry feathered hairy wooden prosthetic
    missing broken oversized baggy tight loose loose-fitting ragged tattered torn threadbare shabby worn worn-out
    faded battered patched rumpled crumpled frayed neat tidy immaculate crisp tailored well-cut well-tailored
    well-dressed elegant expensive cheap plain simple tasteful fashionable stylish gaudy fancy ornate embroidered
    trimmed lace-trimmed quilted knitted woolen woollen cotton linen leather velvet silk satin tweed denim tarry
    soiled dirty stained dusty formal old old-fashioned new military matching vintage pinstripe pinstriped
    single-breasted double-breasted high-collared sleeveless regal pleasant-looking countrified comfortable
    aristocratic refined noble open cheerful clean androgynous lopsided gold-rimmed horn-rimmed steel-rimmed
    wire-rimmed thick-rimmed silver-topped distinguished unremarkable nondescript ordinary-looking bearded
    mustachioed moustached blue-eyed dyed powdered waxed oiled slicked combed parted close-cropped short-cut
    agreeable middling stunted hunchbacked humpbacked limping lame blind deaf crop-eared clean-cut baby-faced
    long-legged lantern-jawed square-jawed snub upturned turned-up firm resolute sensitive sensual cruel grim
    stern kindly bloodless scanty scant peculiar lofty domed arched bald-headed hale vigorous decrepit bow-legged
    knock-kneed pigeon-toed trim dapper dowdy frumpy matronly elderly-looking sickly haggard drawn pinched
    careworn cadaverous skeletal ghostly doll-like elfin impish feline foxlike birdlike wolfish bullish equine
    boyish-looking sun-browned sunburned sunburnt wind-burned weather-beaten unshaven clean-limbed raw-boned
    big-boned loose-limbed well-proportioned well-formed hourglass gray-streaked silver-streaked
    """
)
DESCRIBING = COLOURS | SHAPES
# Adjectives that describe a whole person: "tall and thin", "a handsome man".
PERSONAL = _words(
    """
    tall short small little big huge enormous massive tiny petite thin slender slim lean bald balding muscular
    brawny burly beefy stocky stout portly fat obese corpulent rotund heavyset thickset thick-set well-built
    sturdy robust athletic wiry sinewy lanky gangly gangling spindly skinny scrawny emaciated frail fragile
    willowy lithe imposing towering hulking diminutive dwarfish middle-sized undersized squat dumpy buxom
    voluptuous curvy shapely plump chubby pudgy gaunt bony beautiful pretty handsome lovely gorgeous attractive
    striking comely good-looking goodlooking ugly plain homely hideous grotesque cherubic boyish girlish youthful
    young-looking ageless freckled wrinkled weathered scarred tattooed pockmarked pierced bearded mustachioed
    moustached clean-shaven shaven unshaven unkempt dishevelled disheveled pale tanned swarthy sallow ruddy
    dark-skinned blond blonde red-haired redheaded grizzled greying graying stooped hunched hunchbacked ragged
    shabby well-dressed elegant dapper scruffy barefoot shirtless androgynous toothless one-eyed one-armed
    one-legged lame blind elderly aged ancient old young middle-aged teenage teenaged adolescent thirtysomething
    twentysomething fortysomething prepubescent pubescent pregnant weather-beaten sunburned raw-boned clean-cut
    baby-faced pleasant-looking distinguished distinguished-looking matronly haggard careworn cadaverous skeletal
    elfin bow-legged heavy-set medium-built slightly-built average-looking ordinary-looking immaculate striking
    bespectacled furry scaly hairy broad spry-looking worn-out leggy broad-shouldered barrel-chested round
    broad-chested bookish-looking sunburnt goateed red-headed slight rail-thin stick-thin
    """
)
AGES = _words(
    """
    elderly aged middle-aged teen teens teenage teenaged teenager adolescent youth youthful tween toddler infant
    newborn septuagenarian octogenarian sexagenarian twentysomething thirtysomething fortysomething fiftysomething
    thirty-something forty-something twenty-something fifty-something sixty-something
    """
)
NUMBERS = _words(
    """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred five six seven eight nine four three two
    """
)
DECADES = _words(
    """
    teens twenties thirties forties fifties sixties seventies eighties nineties 20s 30s 40s 50s 60s 70s 80s 90s
    """
)

MALE = _words(
    """
    man boy gentleman guy lad fellow chap male father son brother uncle grandfather nephew husband king prince
    lord duke count baron monk priest waiter actor stallion bull widower bachelor youth manservant footman
    policeman fisherman stableboy schoolboy sir mr mister dad grandpa him his he himself dude bloke
    """
)
FEMALE = _words(
    """
    woman girl lady female mother daughter sister aunt grandmother niece wife queen princess duchess countess
    baroness nun waitress actress mare cow widow maid madam mrs miss ms mum mom grandma her she hers herself
    maiden lass housewife housekeeper hostess heiress schoolgirl spinster gal nymph
    """
)
PEOPLE = _words(
    """
    man woman men women boy girl boys girls lady gentleman guy lad lass fellow chap male female person kid child
    children teen teenager youth youngster youngsters baby toddler infant figure creature being individual adult
    specimen stranger maiden maid matron widow widower bachelor spinster twin twins couple beauty giant dwarf
    brute hulk beanpole waif urchin redhead brunette blonde blond character soul thing personage type sort
    old-timer hag crone biddy codger geezer dude bloke brother sister brothers sisters siblings
    """
)
SPECIES = _words(
    """
    unicorn dragon robot android cyborg alien elf dwarf orc goblin troll fairy faerie vampire werewolf ghost
    skeleton zombie mermaid centaur demon angel wizard witch ogre golem mare stallion horse pony dog cat fox wolf
    bear lion tiger rabbit mouse rat bird crow raven owl parrot eagle frog toad snake lizard turtle fish octopus
    monkey ape gorilla human humanoid mutant halfling gnome imp sprite phoenix griffin minotaur satyr puppet doll
    machine hologram spaniel terrier poodle shepherd retriever puppy kitten donkey goat pig cow bull sheep deer
    stag hound mongrel spider insect beetle badger otter hedgehog squirrel penguin dinosaur raptor drone hedgehog
    pixie djinn genie cyclops
    """
)
ORIGINS = _words(
    """
    white black asian caucasian hispanic latino latina latinx african african-american american indian chinese
    japanese korean vietnamese thai filipino mexican puerto-rican cuban jamaican nigerian kenyan ethiopian
    egyptian arab arabic persian iranian turkish israeli jewish russian polish german french italian spanish greek
    irish scottish welsh english british norwegian swedish danish dutch scandinavian nordic polynesian hawaiian
    samoan maori aboriginal native mixed-race biracial multiracial mediterranean slavic middle-eastern east-asian
    south-asian pakistani bangladeshi brazilian creole european
    """
)
GENDERS = _words("male female man woman non-binary nonbinary boy girl androgynous trans transgender")
OCCUPATIONS = _words(
    """
    detective policeman policewoman cop officer sheriff deputy sergeant captain lieutenant major colonel general
    admiral soldier marine sailor pilot astronaut fisherman farmer rancher cowboy carpenter mechanic plumber
    electrician engineer scientist professor teacher librarian student schoolgirl schoolboy scholar doctor nurse
    surgeon paramedic dentist vet lawyer attorney judge clerk secretary accountant banker businessman
    businesswoman executive boss manager salesman waiter waitress bartender barista barman barmaid barkeep cook
    chef baker butcher grocer shopkeeper merchant tailor seamstress blacksmith miner lumberjack butler maid
    housekeeper servant footman coachman driver chauffeur cabbie trucker courier postman priest nun monk vicar
    clergyman pastor preacher rabbi imam bishop cardinal pope king queen prince princess duke duchess lord baron
    knight squire peasant beggar thief burglar gangster mobster thug assassin hitman mercenary spy agent criminal
    mastermind pirate smuggler outlaw bandit bounty hunter ranger guard bodyguard warden prisoner convict inmate
    actor actress singer musician pianist violinist dancer ballerina painter artist sculptor writer novelist poet
    journalist reporter photographer director producer model athlete boxer wrestler footballer player coach
    referee jockey clown magician wizard witch sorcerer sorceress shaman priestess oracle hacker programmer coder
    scavenger gardener janitor cleaner caretaker nanny governess babysitter midwife barber hairdresser stylist
    fireman firefighter lifeguard guide ranger veteran retiree partner pensioner widow widower bride groom heiress
    socialite aristocrat nobleman noblewoman hermit vagrant hobo drifter tramp waif orphan punk goth hippie biker
    skater surfer nerd jock cheerleader senator mayor president governor politician diplomat ambassador servant
    keeper inventor biologist botanist physicist archaeologist historian mechanic welder cartographer
    lighthouse-keeper undertaker gravedigger conductor stewardess attendant receptionist intern apprentice foreman
    builder docker stevedore trapper tracker herder shepherd shepherdess nomad warrior samurai ninja gladiator
    commander centurion ferryman innkeeper landlady landlord concierge porter bellhop usher
    """
)

PERSONALITY = _words(
    """
    clever smart intelligent bright-minded wise foolish dumb silly goofy daft witty funny humorous sarcastic
    sardonic cynical bitter cold-hearted warm-hearted kind kindly gentle sweet nice friendly amicable affable
    amiable approachable outgoing shy timid reserved quiet introverted extroverted confident self-assured cocky
    arrogant proud vain humble modest ambitious driven determined stubborn obstinate headstrong bossy stern strict
    lenient patient impatient restless nervous anxious frazzled stressed tense calm serene composed collected
    stoic stolid creative imaginative artistic curious inquisitive adventurous brave courageous fearless cowardly
    reckless careless careful cautious meticulous organized lazy hardworking diligent loyal faithful devoted
    treacherous deceitful dishonest honest sincere earnest frank blunt charming charismatic seductive flirtatious
    naive innocent jaded worldly cunning sly crafty shrewd scheming manipulative ruthless cruel-hearted vicious
    violent aggressive hostile angry furious grumpy cranky irritable moody melancholic melancholy sad unhappy
    lonely depressed cheery cheerful-natured happy jolly jovial merry chipper perky bubbly spunky feisty lively
    energetic enthusiastic eager excited passionate intense serious solemn grave dignified flighty scatterbrained
    absent-minded forgetful dreamy idealistic practical pragmatic sensible rational logical eccentric quirky odd
    weird random awkward clumsy bumbling competent capable efficient talented gifted brilliant genius mediocre
    stupid ignorant educated cultured sophisticated vulgar crude polite courteous rude blunt-spoken officious
    present caring compassionate empathetic selfish selfless greedy generous stingy jealous envious paranoid
    suspicious trusting gullible superstitious religious pious devout moral principled corrupt weary exhausted
    tired bored sleepy drunk sober hungover haunted troubled tormented broken-hearted lovesick optimistic
    pessimistic philosophical thoughtful pensive brooding mysterious enigmatic secretive aloof distant detached
    streetwise savvy resourceful cantankerous gruff surly sullen tough hard-nosed no-nonsense soft-spoken
    well-spoken talkative chatty garrulous taciturn laconic pert civil affectionate sentimental romantic hopeful
    desperate resigned bewildered confused puzzled overwhelmed overworked underpaid unflappable dutiful obedient
    rebellious defiant mischievous playful childlike childish immature mature petulant spoiled pampered conceited
    pompous sanctimonious smug haughty snobbish condescending genial popular unruffled impulsive hot-tempered
    short-tempered even-tempered methodical sharp-tongued quick-witted fun-loving easygoing easy-going laid-back
    happy-go-lucky workaholic perfectionist dreamer optimist cynic snob loner gossip busybody know-it-all
    wisecracking likable likeable lovable loveable unassuming soft-hearted good-natured ill-tempered mild-mannered
    bookish studious wry dry deadpan enthused hard-bitten world-weary harried distracted preoccupied guarded
    watchful alert vigilant fastidious fussy finicky precise nosy flamboyant dramatic theatrical righteous
    hardened battle-hardened
    """
)
ABSTRACT = _words(
    """
    heart temper spirit nature soul mind wit humour humor manner manners voice accent wisdom kindness sense
    reputation ambition secret past grudge chip attitude personality demeanor demeanour dreams dream hopes fear
    fears attention patience energy memory courage knack talent gift plan trouble problems degree job debt debts
    career life love habit way
    """
)
KIN = _words(
    """
    wife husband mother father daughter son sister brother aunt uncle cousin niece nephew grandmother grandfather
    friend fiancee fiance neighbour neighbor lover mistress colleague roommate boyfriend girlfriend stepmother
    stepfather mother-in-law father-in-law ex ex-wife ex-husband mentor rival enemy
    """
)
TRANSIENT = _words(
    """
    tears tearful weeping crying wet soaked drenched dripping sweating sweaty sweat blood bloody bleeding bloodied
    bloodshot bruised bandaged muddy mud covered splattered spattered glow glows glowing glowed blush blushes
    blushing blushed flushed flushes flushing reddened reddens pallid trembling shaking shivering smiling grinning
    frowning scowling smile smiles grin swollen puffy wounded injured unconscious dead lifeless asleep sleeping
    drunk burning blazing flashing flash flashes turns turning turned transforms transformed becomes became
    momentarily suddenly soot snow dust plaster widen widens widened narrow narrows narrowed fill fills filled
    well moist gleam gleams gleamed gleaming sparkle sparkles sparkled lit white-faced ashen startled terrified
    shocked horrified crimson-faced paler redder grows grew growing contorted twisted distorted radiant livid
    dishevelled disheveled tear-stained naked
    """
)
COPULAS = _words(
    """
    is was are were be been being 's looks looked look seems seemed appears appeared remains remained 're
    """
)
POSSESSING = _words("has had have having possesses possessed bears bore boasts boasted")
SHOWING = _words(
    """
    show shows showed express expresses expressed suggest suggests suggested betray betrays betrayed denote
    denotes denoted bear bears bore hang hangs hung fall falls fell frame frames framed reach reaches reached
    cover covers covered protrude protrudes curl curls curled stick sticks stuck betoken betokens indicate
    indicates indicated give gives gave
    """
)
SPOILERS = _words(
    """
    fixed buried closed shut raised lifted clasped folded full turned still bound tied resting fastened hidden
    upon averted lowered on downcast bowed busy free empty
    """
)
PRONOUNS = {
    "he": "male",
    "his": "male",
    "him": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
ADVERBS = _words(
    """
    very rather quite somewhat remarkably unusually extremely almost nearly still also too slightly really fairly
    so extraordinarily exceedingly particularly singularly strikingly perfectly distinctly incredibly impossibly
    painfully unnaturally prematurely carefully carelessly neatly simply nicely freshly heavily lightly poorly
    richly elegantly tastefully not but yet and or more most less just even now already once always naturally
    curiously strangely beautifully exquisitely well badly half barely entirely wholly all only exceptionally
    perhaps apparently obviously evidently immaculately impeccably plainly soberly casually formally smartly
    """
)
LINKS = _words("of a an the with and or but in as like than by to for at from on over under about")

_IRREGULAR = {
    "sit": "sat", "stand": "stood", "run": "ran", "come": "came", "go": "went gone", "take": "took taken", "give": "gave given",
    "hold": "held", "see": "saw seen", "say": "said", "tell": "told", "rise": "rose risen", "speak": "spoke spoken",
    "throw": "threw thrown", "catch": "caught", "bring": "brought", "leave": "left", "find": "found", "put": "put",
    "let": "let", "get": "got", "make": "made", "begin": "began begun", "drive": "drove driven", "ride": "rode ridden",
    "swing": "swung", "spin": "spun", "sing": "sang sung", "drink": "drank drunk", "eat": "ate eaten", "write": "wrote written",
    "read": "read", "shake": "shook shaken", "break": "broke broken", "draw": "drew drawn", "fight": "fought", "fly": "flew flown",
    "lie": "lay lain lying", "lay": "laid", "lead": "led", "lean": "leant", "leap": "leapt", "light": "lit", "meet": "met",
    "send": "sent", "set": "set", "shoot": "shot", "sleep": "slept", "slide": "slid", "steal": "stole stolen", "strike": "struck",
    "sweep": "swept", "swim": "swam", "teach": "taught", "tear": "tore torn", "think": "thought", "wake": "woke woken",
    "weep": "wept", "wind": "wound", "know": "knew known", "hear": "heard", "feel": "felt", "keep": "kept", "pay": "paid",
    "sell": "sold", "buy": "bought", "fling": "flung", "creep": "crept", "kneel": "knelt", "hide": "hid hidden", "cut": "cut",
    "hit": "hit", "shut": "shut", "stride": "strode", "bend": "bent",
}  # fmt: skip
_ACTIONS = _words(
    """
    sit stand walk run come go enter exit leave arrive emerge appear approach stride strut stroll march stagger
    stumble limp-in shuffle wander pace rush hurry burst storm slip sneak creep crawl climb jump leap dance kneel
    lean lie lounge sprawl slump slouch perch crouch huddle wait linger hover look stare gaze glance peer watch
    see notice spot scan study read write type talk speak say tell ask answer reply shout yell whisper mutter
    mumble scream cry weep sob laugh giggle chuckle smile grin frown scowl sigh nod shake wave point gesture shrug
    wink blink turn spin swing throw toss fling drop pick take grab seize snatch hold carry bring drag pull push
    lift raise lower put place set lay pour drink sip eat chew swallow cook stir wash wipe clean sweep open close
    shut lock unlock knock hit punch kick slap strike fight shoot fire stab kill die fall rise wake sleep drive
    ride fly sail swim play sing hum whistle work serve stack sort count pay buy sell steal hide search find
    follow lead chase catch flee escape hand give pass receive accept refuse offer help hug kiss embrace touch
    stroke rub scratch scritch twiddle tap drum clap clench squeeze grip wring adjust button tie untie remove
    unwrap pack unpack load check examine inspect consider think wonder remember forget realize decide try begin
    start stop continue finish join meet greet introduce bow curtsy salute return retreat circle cross pass stop
    pause hesitate emerge strum fold unfold drink light smoke inhale exhale cough sneeze yawn stretch shiver
    tremble rock bounce lurch collapse sink settle observe listen hear feel reach stretch tug fumble rummage dig
    shove slam scrub polish sharpen fix mend repair paint draw step edge file pore hunch-over wheel roll skip hop
    tiptoe trudge hike jog sprint make get let send keep know bend stoop-to descend ascend drift glide sway lounge
    beckon usher escort interrupt mop scrape scribble chop slice fish hammer saw breathe pant gasp groan moan
    growl snarl bark glare beam preside man tend manage run own live belong want need like love hate fear pretend
    pray gather busy flick snap click
    """
)


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
        found = {form for form in found if not form.endswith("ed")} | set(_IRREGULAR[verb].split())
    return found


ACTIONS = frozenset(form for verb in _ACTIONS for form in forms(verb)) - WEARING - COPULAS
GERUNDS = frozenset(form for form in ACTIONS if form.endswith("ing"))
FINITE = ACTIONS - GERUNDS
