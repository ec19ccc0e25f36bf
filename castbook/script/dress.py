"""The words for what people wear: garments, what is carried, ways of wearing. Pure; plain word lists, lower case."""

from __future__ import annotations

from .lexicon import word_list

GARMENTS = word_list(
    """
    mac macs mack puffa britches breeks weskit tricorn tricorne gambeson breechclout reticule flatcap cloche busby
    plimsolls jackboots crombie carcoat gilet bodywarmer cummerbund hakama haori saree dupatta agbada gele dashiki
    rebozo huipil serape ruana guayabera sarafan kosovorotka trackies joggers crocs pashmina tippet boilersuit hardsuit
    vacsuit flightsuit faceplate respirator sabretache shirtfront shirt-front shirttails
    underpants panties thong jockstrap sweats dockers unitard wifebeater wife-beater tanktop miniskirt mini-skirt tux
    nightie pjs jammies romper coverall ballcap ball-cap do-rag durag earbuds headset windcheater kevlar hoody
    towel wraps undress apparel disguise tee-shirt frockcoats lapels
    button-up button-down henley kurta dhoti lungi burqha veshti angavastram shade eye-shade eyeshade
    comforter muffler nightcap nightshirt toque ruffles fillet snood smock-coat plaid gear kit garb get-up getup
    ensemble footwear headgear raiment finery workwear vestment jumpsuits astrakhan brogans homespun hosiery
    livery-coat house-dress housedress bandeau dickey dungaree pea-jacket watch-cap patch ribbon ribbons epaulets
    sleeves cloth smoking-jacket oilskin sou-wester wellingtons jerkin doublet hose clothes clothing costume outfit
    attire dress gown frock skirt skirts blouse shirt shirts t-shirt tee tank-top undershirt shirt-sleeves
    shirtsleeves sweater jumper cardigan hoodie sweatshirt vest waistcoat jacket coat overcoat greatcoat raincoat
    trenchcoat trench-coat parka anorak blazer tuxedo suit suits pantsuit walking-suit walking-costume tracksuit
    jumpsuit overalls dungarees coveralls uniform uniforms robe robes cloak cape shawl poncho toga tunic kimono sari
    kilt kaftan habit cassock apron smock trousers pants jeans shorts breeches leggings tights stockings socks
    slacks chinos khakis boots boot shoes shoe sandals slippers sneakers trainers heels clogs moccasins hat cap
    bonnet beret fedora bowler derby derbies top-hat helmet hood turban headscarf scarf bandana bandanna veil crown
    tiara wig ascot ascots
    headband headphones glasses spectacles sunglasses goggles eye-glass eyeglass eyeglasses monocle pince-nez
    eyepatch mask gloves mittens belt sash tie necktie bow-tie cravat collar ruff cuffs suspenders braces bracelet
    necklace pendant locket chain ring rings earring earrings brooch watch wristwatch jewels jewelry jewellery
    pearls medal medals badge epaulettes armor armour breastplate chainmail gauntlets pajamas pyjamas nightgown
    nightdress nightshirt dressing-gown bathrobe underwear swimsuit bikini lingerie corset petticoat bodice leather
    denim silk velvet lace satin tweed tweeds furs rags finery fatigues scrubs leathers livery regalia sandal
    holster scabbard sword cane crutch crutches eyeliner lipstick mascara makeup make-up beanie kerchief
    handkerchief fez sombrero bathing-suit wedding-dress ballgown frock-coat tailcoat mackintosh oilskins petticoats
    garment garments layers hi-vis parasol wheelchair flannels flannel knickerbockers plus-fours gaiters spats
    galoshes moleskins windbreaker pullover turtleneck polo blouson camisole slip sarong headdress mantle pinafore
    bonnets bowtie lanyard dog-tags fishnets stilettos flip-flops loafers brogues mules balaclava baseball-cap
    snapback visor tabard surcoat farthingale crinoline bustle jersey vest-top crop-top bib overcoats duffel duffle
    peacoat pea-coat bomber housecoat caftan abaya hijab niqab chador burqa sherwani salwar kameez lehenga dirndl
    lederhosen cheongsam hanfu yukata obi geta trilby homburg panama stetson boater derby toque skullcap yarmulke
    kippah wimple coif mitre cowl hairnet hairpin barrette scrunchie feather-boa boa stole muff pinstripes chaps
    spurs bandolier bandoliers belt-buckle buckle epaulette insignia stripes chevrons shoulder-pads bra bralette
    briefs boxers corduroys cords cargo-pants culottes jodhpurs bloomers pantaloons loincloth leotard tutu wetsuit
    spacesuit exosuit undergarments shift chemise negligee teddy cufflinks tie-pin tiepin signet choker bangles
    bangle anklet nose-ring stud studs hoop hoops piercings sneaker trainer stocking sock slipper wellies wellington
    clog pump pumps espadrilles moccasin ushanka flat-cap newsboy-cap sweatpants sweatband sweatsuit sweater-vest
    cardigans jerkins hauberk plate-armour gorget greaves surplice vestments stethoscope lab-coat labcoat
    oven-mitts dust-coat duster slicker sou'wester oilcloth ulster inverness frockcoat tea-gown tea-dress sundress
    evening-gown wedding-gown smock-frock neckerchief neckcloth jabot fichu cummerbund waistband hem trousseau fur
    sheepskin buckskin buckskins sealskin bearskin wolfskin muslin chiffon taffeta organza bombazine calico gingham
    serge corduroy cashmere mink ermine sable sequins tassels fringe-jacket lorgnette shades aviators bifocals
    contact-lenses mortarboard mohair garnets diamonds rubies emeralds necklaces rosary crucifix collar-stud nametag
    name-tag overshoes waders hoodies tops top gem gems kepi shako pickelhaube boiler-suit onesie pyjama galabeya
    beads turbans headpiece crowns coronet circlet diadem earpiece earphones backpack knapsack satchel rucksack holdall
    messenger-bag fanny-pack bumbag wristband wristbands cuff manacles shackles hip-waders
    broadcloth knickers garters puttees sabots pelisse domino dolman peignoir shirtwaist girdle watch-chain plume
    plumes furbelows frills crape suiting
    """
)
CARRIED = word_list(
    """
    shade
    patch sword cane parasol crutch crutches handkerchief wheelchair badge mask watch chain ring collar belt cap
    lace braces leather silk cuffs top gem gems hem lens stud studs pump pumps shift slip muff stripes buckle
    spurs backpack knapsack satchel rucksack holdall cuff manacles shackles visor fur crown boa pearls diamonds
    blanket blankets bedsheet bedsheets towel quilt handcuffs bandanna
    shades boxers habit cords crucifix rosary stethoscope earpiece pinstripes shell polo rings
    """
)
DRESSED = word_list(
    """
    dressed clad attired garbed clothed robed bespectacled uniformed barefoot barefooted bareheaded shirtless
    bare-chested hatless costumed gowned booted kilted turbaned helmeted unshod outfitted decked-out rigged
    garlanded swaddled jacketed coated suited gloved hatted veiled-over bare-legged bare-armed bare-foot stockinged
    shod
    """
)
# In the plural several people's: one wears one suit at a time.
ONE_EACH = word_list(
    """
    suits costumes uniforms dresses gowns coats jackets overcoats raincoats greatcoats trenchcoats robes hats caps
    helmets cloaks tuxedos outfits wigs veils aprons habits masks hoods turbans blazers jumpsuits tracksuits
    capes tunics
    """
)
WEARS = word_list("wear wears wearing wore")
# Only with a garment: a parcel is wrapped too.
WRAPPED = word_list(
    """
    worn wrapped draped bundled swathed decked cloaked veiled masked hooded bundled-up zipped buttoned cinched
    belted strapped encased enveloped muffled squeezed stuffed poured dripping-in trussed forced shrouded
    """
)
# What somebody may wear with anything: it does not settle the dress.
ACCESSORIES = word_list(
    """
    glasses spectacles sunglasses goggles eyeglasses eyeglass pince-nez monocle eyepatch patch hat cap bonnet headscarf
    scarf ribbon ribbons ring rings earring earrings stud studs nose-ring necklace bracelet watch wristwatch wig belt
    gloves beanie hood helmet crown collar boots shoes slippers makeup lipstick eyeliner mascara pearls brooch
    """
)
# How hair and clothes have been put, after their noun: "a cap pulled low", "her hair piled high".
PLACED = word_list(
    """
    held pulled pushed tied tucked rolled piled pinned knotted twisted swept scraped combed brushed slicked slung
    draped wrapped buttoned unbuttoned zipped unzipped laced stitched sewn perched tilted cocked jammed hitched
    looped coiled plaited braided cropped buzzed shaved cut trimmed dyed bleached streaked shot patched painted
    inked tattooed etched branded scuffed stained worn faded frayed pressed ironed gathered secured fastened clipped
    matted flecked threaded studded framed topped adorned drawn turned hidden strapped covered ringed edged lined
    hung worked woven decorated embroidered cinched belted thrown flung caught done wound set sunk wrinkled creased
    marked pitted scarred split
    """
)
WEARING = DRESSED | WEARS | WRAPPED
ATTIRE = word_list(
    """
    mourning uniform black white grey gray red green blue rags drag tweed tweeds costume evening-dress civvies
    fatigues armor armour leather scrubs plainclothes
    """
)
