"""The words that bodies are described with: parts, marks, colours, shapes. Pure; plain word lists, lower case."""

from __future__ import annotations

from .lexicon import word_list

BODY = word_list(
    """
    aspect mien form scalp scalps girth contour contours profile
    scowl frown grin squint hair eyes eye eyebrows eyebrow brow brows lashes eyelashes eyelids face features feature
    countenance visage complexion paint paintwork skin nose nostrils nostril mouth lips lip chin jaw cheek cheeks
    cheekbones forehead temples head skull ears ear neck throat shoulders shoulder arms arm hands hand fingers
    fingernails nails legs leg feet knuckles figure frame build body physique stature height beard moustache
    moustaches mustache mustaches whiskers sideburns goatee stubble braid braids plait plaits ponytail pigtail
    pigtails bun curls curl locks lock bangs fringe mane horn horns tail wings wing fur scales feathers tusks fangs
    claws teeth tooth freckles wrinkles scar scars tattoo tattoos birthmark dimples dimple mole belly paunch chest
    waist hips gaze expression appearance look looks bearing carriage limbs torso muscles muscle dreadlocks cornrows
    tresses ringlets mop snout muzzle beak paws hooves antennae biceps forearms forearm jowls hairline smile back
    spine burn burns acne warts wart moles pockmarks forelock cowlick knees elbows ankles wrists wrist collarbone
    spots pimples ankle knee thigh thighs calves elbow hip toes toe thumb thumbs palms palm veins bones collarbones
    adam's-apple gums pupils pupil iris irises socket sockets stump hook lens plating casing shell hide pelt
    coat-of-fur tentacles tentacle talons talon plumage crest quills spikes tongue hairdo haircut topknot chignon
    quiff pompadour bouffant dreads locs beehive mullet perm widow's-peak parting bristles whisker sidelocks shock
    carapace chitin gills fins
    fuzz thorax abdomen mandibles petals waistline shoulder-blades bosom breast breasts bust nape eyesight silhouette
    """
)
# Marks that say something without an adjective: "with a beard", "a scar across the cheek".
MARKS = word_list(
    """
    scar scars tattoo tattoos freckles wrinkles beard moustache moustaches mustache mustaches goatee stubble
    sideburns whiskers dimples dimple birthmark ponytail pigtail pigtails braid braids dreadlocks cornrows mohawk
    paunch limp hump hunchback piercing piercings stoop crewcut afro bob buzzcut jowls overbite horns wings
    tusks fangs antennae plaits acne burn burns pockmarks warts wart rash cleft pockmark mole moles pimples spots
    liver-spots freckle crew-cut buzz-cut mullet quiff topknot chignon dreads locs pompadour bouffant beehive
    widow's-peak harelip cataract cataracts squint tic bruise bruises welt welts stump hunch potbelly pot-belly
    double-chin muttonchops mutton-chops side-whiskers beard-stubble handlebar soul-patch unibrow monobrow underbite
    antlers tentacles whisker tattooing tan sunburn hearing-aid glass-eye prosthesis talons plumage crest gap-teeth
    tonsure
    """
)
# Parts that are described far less often than they act; they need a plain adjective right beside them.
ACTING = word_list(
    """
    scowl frown grin squint hands hand head arms arm eyes eye gaze feet fingers shoulders shoulder face smile look
    looks lips expression legs fist fists
    """
)
COLOURS = word_list(
    """
    buff black white grey gray red blue green brown blond blonde yellow orange pink purple violet golden gold silver
    silvery auburn ginger chestnut hazel amber flaxen copper copper-coloured sandy raven jet ebony ivory olive tan
    tanned pale dark light fair crimson scarlet blackish brownish reddish greyish grayish bluish ruddy rosy swarthy
    sallow ashen bronze bronzed nut-brown platinum strawberry mousy mousey carroty hoary snowy salt-and-pepper
    pepper-and-salt iron-grey navy khaki beige cream maroon burgundy turquoise teal emerald sapphire indigo lavender
    tawny russet dun colourful colorful multicolored rainbow striped checked checkered plaid floral spotted piebald
    dappled mauve magenta coppery honey-colored greying graying grizzled steel straw steel-grey blue-grey blue-black
    powder-blue straw-blonde charcoal ochre ocher saffron vermilion vermillion cerise fuchsia lilac plum peach
    apricot salmon coral rust rusty rust-red brick terracotta caramel cinnamon cocoa chocolate mocha coffee-coloured
    honey mahogany walnut mustard lemon lime mint jade aquamarine cobalt azure cerulean slate slate-grey slate-gray
    gunmetal pewter tin pearl pearly milky milk-white snow-white chalk-white chalky ash ash-blond ash-blonde
    dishwater mouse-brown strawberry-blonde strawberry-blond bleached peroxide sun-bleached silver-haired
    silver-grey silver-gray steel-gray iron-gray fiery flaming flame-red carrot carrot-coloured iridescent neon
    fluorescent glittering sparkly sequined two-tone dark-green dark-blue dark-red bottle-green tie-dyed tartan
    paisley camouflage camo houndstooth herringbone argyle polka-dot polka-dotted flowered flowery patterned
    leopard-print zebra-print tiger-striped star-spangled mottled speckled streaked ivory-white freckle-faced inky
    coal-black jet-black olive-skinned waxen waxy florid rubicund flushed-looking pasty pallid-looking ebony-skinned
    dusky tow-coloured
    """
)
SHAPES = word_list(
    """
    middle
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
    stooping squinting gigantic colossal mammoth hefty strapping rangy lumpy knobbly knobby gnarled knotted stumpy
    stubby stocky-built hulking-great elephantine mountainous bulky chunky meaty fleshy flabby saggy sagging
    baggy-eyed jowly dumpling pear-shaped barrel-shaped pigeon-chested wasp-waisted slight spare lissome lissom
    svelte sylphlike statuesque leggy coltish bony-shouldered rawboned ropey ropy toned ripped chiselled-out cracked
    chipped crooked-toothed buck-toothed gap-toothed snaggle-toothed toothy dentured cleft dimpled cleft-chinned
    freckly spotty pimpled warty pitted pocked pock-marked scabby leprous blistered chapped calloused callused
    weatherbeaten windburnt suntanned sun-tanned crinkled crinkly creased seamed furrowed wizened shrivelled
    shriveled withered desiccated mummified fossilized bug-eyed pop-eyed hawkish hawk-like hawk-nosed beaky
    beak-like roman retroussé retrousse button bulbous potato-like pug patrician fine-boned high-boned
    high-cheekboned sculpted sculptural delicate-looking porcelain china-doll heart-shaped moon-shaped horsey
    horse-faced equine-looking rat-like ratty ferret-faced weaselly owlish goatish leonine vulpine reptilian
    insectoid mechanical robotic metallic-skinned chrome chromed rusted dented scuffed scratched one-handed legless
    armless double-jointed four-armed two-headed three-legged winged horned tailed fanged clawed feathery fluffy
    woolly downy bristly bristling stubbly grizzly tufted spiked spiky-haired permed crimped teased backcombed
    coiffured lacquered gelled slicked-back swept-back brushed plastered plaited pinned piled coiled knotted-up
    braided-up tied shorn cropped-off buzzed buzz-cut razored undercut asymmetrical shoulder-length waist-length
    knee-length ankle-length floor-length chin-length tarnished moth-eaten grease-stained paint-spattered
    paint-splattered ink-stained nicotine-stained stained-looking grimy grubby filthy greasy-looking spotless
    pristine starched pressed ironed creaseless well-pressed ill-fitting ill-cut too-tight too-big hand-me-down
    second-hand thrift-store homemade home-made hand-knitted hand-knit knitted crocheted crushed frilly frilled
    ruffled lacy pleated flared ribbed fringed beaded studded fur-lined fur-trimmed hooded belted buttoned low-cut
    backless strapless skintight skin-tight form-fitting figure-hugging flowing floaty billowing voluminous
    heavy-duty secondhand designer bespoke handmade sensible sober demure modest-looking garish lurid loud tasteless
    threadbare-looking foreign-looking exotic-looking outlandish identical mismatched odd-coloured odd-colored
    burnt purplish whitish pinkish yellowish greenish silvered close-shaven half-bald half-naked chequered
    cloudy clouded milky-eyed sightless unseeing short-sighted near-sighted nearsighted far-sighted myopic
    bandy-legged pot-bellied paunchy barrel-bodied thick-waisted broad-hipped wide-hipped flat-chested big-bellied
    round-bellied round-shouldered stoop-shouldered hollow-eyed hollow-cheeked sallow-faced apple-cheeked
    ruddy-cheeked pink-cheeked skinned gangling-limbed spindle-shanked web-footed webbed cloven hooved inked
    tattooed-up painted rouged made-up kohl-rimmed lipsticked bitten painted-on arthritic palsied crippled-up
    bedraggled windswept wind-blown windblown wispy straggly straggling patchy ragged-looking untrimmed well-trimmed
    well-groomed forked pencil-thin handlebar drooping walrus curled waxed-up mighty petite-framed expressive
    deepset wide-set close-set wide-spaced heavy-lidded half-lidded lidless lashless browless unblinking
    piercing-blue regular irregular symmetrical long-nosed snub-nosed flat-nosed red-nosed big-nosed hook-nosed
    double-chinned weak-chinned strong-jawed lipless thin-lipped full-lipped chiseled-jawed aging ageing
    aged-looking young-faced unlined line-free bare-faced beardless smooth-faced smooth-cheeked smooth-shaven
    ill-shaven half-shaven stubble-faced bewhiskered moustachioed mustached bespectacled uniformed lofty-browed bad
    rotten perfect yellowed unshaved superb splendid magnificent exquisite wondrous marvellous marvelous stately winsome
    bonny ill-kempt inflamed opulent disreputable drunken-looking unwashed grey-haired fully-developed mottled
    tallowy jowled blotchy blotched veined droopy tousle-haired wasted shrunken ill-fitted low-browed lofty-looking
    seedy natty spruce sleek flashy showy tawdry foppish silken
    glassy saturnine ascetic clerical classical projecting leaden clear-cut tight-fitting close-fitting loose-fitting
    coarse stalwart capacious protuberant pendulous peaky shapeless colourless colorless lustrous lustreless deformed
    uncouth lusty hardy fleshless dingy shoddy transparent waterproof well-worn cut-away malnourished jetty honeyed
    close-cut close-clipped close-trimmed clipped
    worsted fustian twill kersey nankeen doeskin merino gabardine frieze cambric canvas crepe gauze swansdown
    patent-leather home-spun leathern gilt brass glistening hard-worn crinkling quivering
    """
)
DESCRIBING = COLOURS | SHAPES
# Adjectives that say as much about a deed as about a look: "wide eyes", "a firm hand", "open mouth".
VAGUE = word_list(
    """
    middle
    dim vivid faint open bare firm wide narrow hard clear full bright heavy little free double new worn low high
    weak strong broken missing clean plain simple soft sharp mild keen resolute noble fine straight comfortable
    tight loose big huge great large small long fair steel average cheap stern kindly grim cruel old glowing even
    good dull gentle tiny spare regular loud sober modest-looking button roman mighty designer plaster tied pressed
    heavy-duty identical patchy rusty honey chocolate tin pearl ash rust lime lemon peach plum flowing slight
    expressive cracked chipped curled forked drooping dusky inky fiery milky lofty sensible lined bad rotten perfect
    yellowed
    """
)
# Adjectives that describe a whole person: "tall and thin", "a handsome man".
PERSONAL = word_list(
    """
    stunning fit sexy alluring busty leggy curvaceous dolled-up debonair well-kept oldish youngish
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
    stick-thin gigantic colossal hefty strapping rangy bulky chunky fleshy flabby jowly statuesque coltish angular
    svelte rawboned lissom lissome gnarled wizened shrivelled shriveled withered toned freckly spotty acned warty
    weatherbeaten leathery sun-browned suntanned sun-tanned olive-skinned florid rubicund pasty short-sighted
    nearsighted bandy-legged pot-bellied paunchy round-shouldered stoop-shouldered arthritic beardless aging ageing
    identical bedraggled grubby grimy filthy filthy-looking lined bull-necked moustachioed bewhiskered gap-toothed
    buck-toothed toothy snub-nosed hook-nosed one-handed legless armless horned winged feathered robotic mechanical
    androgynous-looking foreign-looking short-haired long-haired well-groomed windswept wasp-waisted pear-shaped
    barrel-shaped big-boned fine-boned loose-limbed long-limbed skin-and-bones moon-faced apple-cheeked rosy-cheeked
    rosy green-skinned blue-skinned inked bare-chested bare-headed ginger ginger-haired redhaired fair dark
    florid-faced beaky owlish leonine scabby hollow-eyed hollow-cheeked heavily-built powerfully-built
    strongly-built well-muscled muscle-bound musclebound ripped built
    rugged rangy cadaverous consumptive-looking freckle-faced
    slovenly womanly gentlemanly soldierly queenly ungainly dainty untidy venerable mannish feminine masculine feeble
    infirm dissipated overdressed bejewelled spectacled whiskered bloated consumptive phthisical anaemic well-knit
    well-made prepossessing unprepossessing majestic monocled prosperous-looking undistinguished
    stalwart deformed uncouth lusty malnourished shapeless
    """
)
