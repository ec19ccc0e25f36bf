"""The words that looks are made of: body, garments, colours, shapes, ages, people; and what is none of that. Pure.

Plain word lists, lower case. Inflected verbs are made by `forms`, so that a list holds base forms only.
"""

from __future__ import annotations


def word_list(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


BODY = word_list(
    """
    scowl frown grin squint hair eyes eye eyebrows eyebrow brow brows lashes eyelashes eyelids face features feature
    countenance visage complexion skin nose nostrils nostril mouth lips lip chin jaw cheek cheeks cheekbones
    forehead temples head skull ears ear neck throat shoulders shoulder arms arm hands hand fingers fingernails
    nails legs leg feet knuckles figure frame build body physique stature height beard moustache moustaches mustache
    mustaches whiskers sideburns goatee stubble braid braids plait plaits ponytail pigtail pigtails bun curls curl
    locks lock bangs fringe mane horn horns tail wings wing fur scales feathers tusks fangs claws teeth tooth
    freckles wrinkles scar scars tattoo tattoos birthmark dimples dimple mole belly paunch chest waist hips gaze
    expression appearance look looks bearing carriage limbs torso muscles muscle dreadlocks cornrows tresses
    ringlets mop snout muzzle beak paws hooves antennae biceps forearms forearm jowls hairline smile back spine burn
    burns acne warts wart moles pockmarks forelock cowlick knees elbows ankles wrists wrist collarbone
    """
)
# Marks that say something without an adjective: "with a beard", "a scar across the cheek".
MARKS = word_list(
    """
    scar scars tattoo tattoos freckles wrinkles beard moustache moustaches mustache mustaches goatee stubble
    sideburns whiskers dimples dimple birthmark ponytail pigtail pigtails braid braids dreadlocks cornrows mohawk
    paunch limp hump hunchback piercing piercings stoop lisp crewcut afro bob buzzcut jowls overbite horns wings
    tusks fangs antennae plaits acne burn burns pockmarks warts wart rash cleft pockmark mole moles
    """
)
# Parts that are described far less often than they act; they need a plain adjective right beside them.
ACTING = word_list(
    """
    scowl frown grin squint hands hand head arms arm eyes eye gaze feet fingers shoulders shoulder face smile look
    looks lips expression legs
    """
)


COLOURS = word_list(
    """
    black white grey gray red blue green brown blond blonde yellow orange pink purple violet golden gold silver
    silvery auburn ginger chestnut hazel amber flaxen copper copper-coloured sandy raven jet ebony ivory olive tan
    tanned pale dark light fair crimson scarlet blackish brownish reddish greyish grayish bluish ruddy rosy swarthy
    sallow ashen bronze bronzed nut-brown platinum strawberry mousy mousey carroty hoary snowy salt-and-pepper
    pepper-and-salt iron-grey navy khaki beige cream maroon burgundy turquoise teal emerald sapphire indigo lavender
    tawny russet dun colourful colorful multicolored rainbow striped checked checkered plaid floral spotted piebald
    dappled mauve magenta coppery honey-colored greying graying grizzled steel straw steel-grey
    """
)
SHAPES = word_list(
    """
    podgy tubby roly-poly stoutish thinnish squarish longish shortish darkish fairish podgier long short tall small
    little large big huge enormous massive tiny petite thick thin slender slim lean narrow broad wide round roundish
    square oval angular sharp pointed flat hooked aquiline crooked straight curved curly wavy kinky frizzy spiky
    shaggy tousled messy unkempt dishevelled disheveled matted braided cropped shaved shaven clean-shaven bushy
    sparse thinning receding abundant luxuriant silky glossy shiny lank greasy stringy tangled wild bald balding
    hairless bare smooth rough wrinkled weathered leathery freckled scarred tattooed pockmarked pimply pierced lined
    craggy rugged chiseled chiselled delicate fine soft hard strong weak bony gaunt hollow sunken deep-set deep
    protruding prominent bulging heavy full plump chubby pudgy puffy double sloping stooped hunched crippled
    muscular brawny burly beefy stocky stout portly fat obese corpulent rotund heavyset thickset thick-set
    well-built sturdy robust athletic wiry sinewy lanky gangly gangling spindly skinny scrawny emaciated frail
    fragile willowy lithe graceful elegant imposing towering hulking diminutive dwarfish middle-sized medium average
    undersized squat dumpy buxom voluptuous curvy shapely busty elastic beautiful pretty handsome lovely gorgeous
    attractive striking comely good-looking goodlooking ugly plain homely hideous grotesque cherubic boyish girlish
    youthful young-looking ageless faceless toothless one-eyed one-armed one-legged bright piercing clear dull
    watery beady almond almond-shaped slanted cross-eyed mild keen opaque translucent luminous metallic scaly furry
    feathered hairy wooden prosthetic missing broken oversized baggy tight loose loose-fitting ragged tattered torn
    threadbare shabby worn worn-out faded battered patched rumpled crumpled frayed neat tidy immaculate crisp
    tailored well-cut well-tailored well-dressed expensive cheap simple tasteful fashionable stylish gaudy fancy
    ornate embroidered trimmed lace-trimmed quilted woolen woollen cotton linen leather velvet silk satin tweed
    denim tarry soiled dirty stained dusty formal old old-fashioned new military matching vintage pinstripe
    pinstriped single-breasted double-breasted high-collared sleeveless regal pleasant-looking countrified
    comfortable aristocratic refined noble open cheerful clean androgynous lopsided gold-rimmed horn-rimmed
    steel-rimmed wire-rimmed thick-rimmed silver-topped distinguished unremarkable nondescript ordinary-looking
    bearded mustachioed moustached blue-eyed dyed powdered waxed oiled slicked combed parted close-cropped short-cut
    agreeable middling stunted hunchbacked humpbacked limping lame blind deaf crop-eared clean-cut baby-faced
    long-legged lantern-jawed square-jawed snub upturned turned-up firm resolute sensitive sensual cruel grim stern
    kindly bloodless scanty scant peculiar lofty domed arched bald-headed hale vigorous decrepit bow-legged
    knock-kneed pigeon-toed trim dapper dowdy frumpy matronly elderly-looking sickly haggard drawn pinched careworn
    cadaverous skeletal ghostly doll-like elfin impish feline foxlike birdlike wolfish bullish equine boyish-looking
    sun-browned sunburned sunburnt wind-burned weather-beaten unshaven clean-limbed raw-boned big-boned loose-limbed
    well-proportioned well-formed hourglass gray-streaked silver-streaked groomed manicured coiffed rosy-cheeked
    stooping squinting
    """
)
DESCRIBING = COLOURS | SHAPES
# Adjectives that say as much about a deed as about a look: "wide eyes", "a firm hand", "open mouth".
VAGUE = word_list(
    """
    dim vivid faint open bare firm wide narrow hard clear full bright heavy little free double new worn low high
    weak strong broken missing clean plain simple soft sharp mild keen resolute noble fine straight comfortable
    tight loose big huge great large small long fair steel average cheap stern kindly grim cruel old glowing even
    good dull gentle tiny
    """
)
# Adjectives that describe a whole person: "tall and thin", "a handsome man".
PERSONAL = word_list(
    """
    podgy tubby roly-poly stoutish spare effeminate genteel supple sunbrowned tall short small little big huge
    enormous massive tiny petite thin slender slim lean bald balding muscular brawny burly beefy stocky stout portly
    fat obese corpulent rotund heavyset thickset thick-set well-built sturdy robust athletic wiry sinewy lanky
    gangly gangling spindly skinny scrawny emaciated frail fragile willowy lithe imposing towering hulking
    diminutive dwarfish middle-sized undersized squat dumpy buxom voluptuous curvy shapely plump chubby pudgy gaunt
    bony beautiful pretty handsome lovely gorgeous attractive striking comely good-looking goodlooking ugly plain
    homely hideous grotesque cherubic boyish girlish youthful young-looking ageless freckled wrinkled weathered
    scarred tattooed pockmarked pierced bearded mustachioed moustached clean-shaven shaven unshaven unkempt
    dishevelled disheveled pale tanned swarthy sallow ruddy dark-skinned blond blonde red-haired redheaded grizzled
    greying graying stooped hunched hunchbacked ragged shabby well-dressed elegant dapper scruffy barefoot shirtless
    androgynous toothless one-eyed one-armed one-legged lame blind elderly aged ancient old young middle-aged
    teenage teenaged adolescent thirtysomething twentysomething fortysomething prepubescent pubescent pregnant
    weather-beaten sunburned raw-boned clean-cut baby-faced pleasant-looking distinguished distinguished-looking
    matronly haggard careworn cadaverous skeletal elfin bow-legged heavy-set medium-built slightly-built
    average-looking ordinary-looking immaculate bespectacled furry scaly hairy broad spry-looking worn-out leggy
    broad-shouldered barrel-chested round broad-chested bookish-looking sunburnt goateed red-headed slight rail-thin
    stick-thin
    """
)
AGES = word_list(
    """
    elderly aged middle-aged teen teens teenage teenaged teenager adolescent youth youthful tween toddler infant
    newborn septuagenarian octogenarian sexagenarian twentysomething thirtysomething fortysomething fiftysomething
    thirty-something forty-something twenty-something fifty-something sixty-something
    """
)
NUMBERS = word_list(
    """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred five six seven eight nine four three two
    """
)
DECADES = word_list(
    """
    teens twenties thirties forties fifties sixties seventies eighties nineties 20s 30s 40s 50s 60s 70s 80s 90s
    """
)

MALE = word_list(
    """
    man boy gentleman guy lad fellow chap male father son brother uncle grandfather nephew husband king prince lord
    duke count baron monk priest waiter actor stallion bull widower bachelor youth manservant footman policeman
    fisherman stableboy schoolboy sir mr mister dad grandpa him his he himself dude bloke
    """
)
FEMALE = word_list(
    """
    woman girl lady female mother daughter sister aunt grandmother niece wife queen princess duchess countess
    baroness nun waitress actress mare cow widow maid madam mrs miss ms mum mom grandma her she hers herself maiden
    lass housewife housekeeper hostess heiress schoolgirl spinster gal nymph
    """
)
PEOPLE = word_list(
    """
    man woman men women boy girl boys girls lady gentleman guy lad lass fellow chap male female person kid child
    children teen teenager youth youngster youngsters baby toddler infant figure creature being individual adult
    stranger maiden maid matron widow widower bachelor spinster twin twins beauty giant dwarf brute hulk beanpole
    waif urchin redhead brunette blonde blond old-timer hag crone biddy codger geezer dude bloke brother sister
    brothers sisters siblings
    """
)
# Nouns that are a look by themselves.
FIGURES = word_list(
    """
    giant giantess dwarf redhead brunette blonde beanpole hunchback crone hag waif hulk albino
    """
)
SPECIES = word_list(
    """
    unicorn dragon robot android cyborg alien elf dwarf orc goblin troll fairy faerie vampire werewolf ghost
    skeleton zombie mermaid centaur demon angel wizard witch ogre golem mare stallion horse pony dog cat fox wolf
    bear lion tiger rabbit mouse rat bird crow raven owl parrot eagle frog toad snake lizard turtle fish octopus
    monkey ape gorilla human humanoid mutant halfling gnome imp sprite phoenix griffin minotaur satyr puppet doll
    machine hologram spaniel terrier poodle shepherd retriever puppy kitten donkey goat pig cow bull sheep deer stag
    hound mongrel spider insect beetle badger otter hedgehog squirrel penguin dinosaur raptor drone pixie djinn
    genie cyclops
    """
)
ORIGINS = word_list(
    """
    white black asian caucasian hispanic latino latina latinx african african-american american indian chinese
    japanese korean vietnamese thai filipino mexican puerto-rican cuban jamaican nigerian kenyan ethiopian egyptian
    arab arabic persian iranian turkish israeli jewish russian polish german french italian spanish greek irish
    scottish welsh english british norwegian swedish danish dutch scandinavian nordic polynesian hawaiian samoan
    maori aboriginal native mixed-race biracial multiracial mediterranean slavic middle-eastern east-asian
    south-asian pakistani bangladeshi brazilian creole european
    """
)
GENDERS = word_list("male female man woman non-binary nonbinary boy girl androgynous trans transgender")
OCCUPATIONS = word_list(
    """
    detective policeman policewoman cop officer sheriff deputy sergeant captain lieutenant major colonel general
    admiral soldier marine sailor pilot astronaut fisherman farmer rancher cowboy carpenter mechanic plumber
    electrician engineer scientist professor teacher librarian student schoolgirl schoolboy scholar doctor nurse
    surgeon paramedic dentist vet lawyer attorney judge clerk secretary accountant banker businessman businesswoman
    executive boss manager salesman waiter waitress bartender barista barman barmaid barkeep cook chef baker butcher
    grocer shopkeeper merchant tailor seamstress blacksmith miner lumberjack butler maid housekeeper servant footman
    coachman driver chauffeur cabbie trucker courier postman priest nun monk vicar clergyman pastor preacher rabbi
    imam bishop cardinal pope king queen prince princess duke duchess lord baron knight squire peasant beggar thief
    burglar gangster mobster thug assassin hitman mercenary spy agent criminal mastermind pirate smuggler outlaw
    bandit bounty hunter ranger guard bodyguard warden prisoner convict inmate actor actress singer musician pianist
    violinist dancer ballerina painter artist sculptor writer novelist poet journalist reporter photographer
    director producer model athlete boxer wrestler footballer player coach referee jockey clown magician wizard
    witch sorcerer sorceress shaman priestess oracle hacker programmer coder scavenger gardener janitor cleaner
    caretaker nanny governess babysitter midwife barber hairdresser stylist fireman firefighter lifeguard guide
    veteran retiree partner pensioner widow widower bride groom heiress socialite aristocrat nobleman noblewoman
    hermit vagrant hobo drifter tramp waif orphan punk goth hippie biker skater surfer nerd jock cheerleader senator
    mayor president governor politician diplomat ambassador keeper inventor biologist botanist physicist
    archaeologist historian welder cartographer lighthouse-keeper undertaker gravedigger conductor stewardess
    attendant receptionist intern apprentice foreman builder docker stevedore trapper tracker herder shepherd
    shepherdess nomad warrior samurai ninja gladiator commander centurion ferryman innkeeper landlady landlord
    concierge porter bellhop usher
    """
)

KIN = word_list(
    """
    wife husband mother father daughter son sister brother aunt uncle cousin niece nephew grandmother grandfather
    friend fiancee fiance neighbour neighbor lover mistress colleague roommate boyfriend girlfriend stepmother
    stepfather mother-in-law father-in-law ex ex-wife ex-husband mentor rival enemy
    """
)
FEMALE_KIN = word_list("wife mother daughter sister aunt niece grandmother girlfriend widow maid")
MALE_KIN = word_list("husband father son brother uncle nephew grandfather boyfriend widower")
KIN_GENDERS = {**dict.fromkeys(FEMALE_KIN, "female"), **dict.fromkeys(MALE_KIN, "male")}
COPULAS = word_list(
    """
    is was are were be been being 's looks looked look seems seemed appears appeared remains remained 're gone
    """
)
POSSESSING = word_list(
    """
    have sporting sports sported has had have having possesses possessed bears bore boasts boasted
    """
)
PRONOUNS = {
    **dict.fromkeys(("he", "his", "him", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("i", "my", "me", "myself"), "self"),
}
ADVERBS = word_list(
    """
    very rather quite somewhat remarkably unusually extremely almost nearly still also too slightly really fairly so
    extraordinarily exceedingly particularly singularly strikingly perfectly distinctly incredibly impossibly
    painfully unnaturally prematurely carefully carelessly neatly simply nicely freshly heavily lightly poorly
    richly elegantly tastefully not but yet and or more most less just even now already once always naturally
    curiously strangely beautifully exquisitely well badly half barely entirely wholly all only exceptionally
    perhaps apparently obviously evidently immaculately impeccably plainly soberly casually formally smartly
    """
)
