"""The words for what people wear: garments, what is carried, ways of wearing. Pure; plain word lists, lower case."""

from __future__ import annotations

from .lexicon import word_list

GARMENTS = word_list(
    """
    ribbon ribbons epaulets sleeves cloth smoking-jacket oilskin sou-wester wellingtons jerkin doublet hose clothes
    clothing costume outfit attire dress gown frock skirt skirts blouse shirt shirts t-shirt tee tank-top undershirt
    shirt-sleeves shirtsleeves sweater jumper cardigan hoodie sweatshirt vest waistcoat jacket coat overcoat
    greatcoat raincoat trenchcoat trench-coat parka anorak blazer tuxedo suit suits pantsuit walking-suit
    walking-costume tracksuit jumpsuit overalls dungarees coveralls uniform uniforms robe robes cloak cape shawl
    poncho toga tunic kimono sari kilt kaftan habit cassock apron smock trousers pants jeans shorts breeches
    leggings tights stockings socks slacks chinos khakis boots boot shoes shoe sandals slippers sneakers trainers
    heels clogs moccasins hat cap bonnet beret fedora bowler top-hat helmet hood turban headscarf scarf bandana
    bandanna veil crown tiara wig headband headphones glasses spectacles sunglasses goggles eye-glass eyeglass
    eyeglasses monocle pince-nez eyepatch mask gloves mittens belt sash tie necktie bow-tie cravat collar ruff cuffs
    suspenders braces bracelet necklace pendant locket chain ring rings earring earrings brooch watch wristwatch
    jewels jewelry jewellery pearls medal medals badge epaulettes armor armour breastplate chainmail gauntlets
    pajamas pyjamas nightgown nightdress nightshirt dressing-gown bathrobe underwear swimsuit bikini lingerie corset
    petticoat bodice leather denim silk velvet lace satin tweed tweeds furs rags finery fatigues scrubs leathers
    livery regalia sandal holster scabbard sword cane crutch crutches eyeliner lipstick mascara makeup make-up
    beanie kerchief handkerchief fez sombrero bathing-suit wedding-dress ballgown frock-coat tailcoat mackintosh
    oilskins petticoats garment garments layers hi-vis parasol wheelchair flannels flannel knickerbockers plus-fours
    gaiters spats galoshes moleskins windbreaker pullover turtleneck polo blouson camisole slip sarong headdress
    mantle pinafore bonnets bowtie lanyard dog-tags fishnets stilettos flip-flops loafers brogues mules balaclava
    baseball-cap snapback visor tabard surcoat farthingale crinoline bustle
    """
)
CARRIED = word_list(
    """
    sword cane parasol crutch crutches handkerchief wheelchair badge mask watch chain ring collar belt cap lace
    braces leather silk cuffs
    """
)
DRESSED = word_list(
    """
    dressed clad attired garbed clothed robed bespectacled uniformed barefoot barefooted bareheaded shirtless
    bare-chested hatless costumed gowned booted kilted turbaned helmeted unshod
    """
)
WEARS = word_list("wear wears wearing wore")
# Only with a garment: a parcel is wrapped too.
WRAPPED = word_list("worn wrapped draped bundled swathed decked cloaked veiled masked hooded")
WEARING = DRESSED | WEARS | WRAPPED
ATTIRE = word_list(
    """
    mourning uniform black white grey gray red green blue rags drag tweed tweeds costume evening-dress civvies
    fatigues armor armour leather scrubs plainclothes
    """
)
