"""How looks are told, as patterns over tags (see tags.py). A new way of telling is a new line here. Pure.

`_DET` stands for an article or possessive, `_ADJ` for what may stand before a noun of looks, `_BE` for is, has been,
looks and what may follow it before the adjective.
"""

from __future__ import annotations

import re

_DET = "[AhM]"
_ADJ = "[DdcwKYteT&]"
_BE = "H?C[KAhFp]*"
_MORE = "(?:[KAh&]*[Ddwc])*"
_PARTS = f"[Bbm](?:&{_DET}?[KwDd]*[Bbm])*"  # "hair", "hair and beard"

_BODY = (
    # an adjective before the body part: "steel-grey eyes", "a long and pale face"
    rf"{_ADJ}*[DdcY]{_ADJ}*[BbmZ]*[Bbm]",
    # vague ones where somebody has the part: "with large hands", "of fragile figure"
    r"(?:[LHF][AhMKQ]*|^[AhMK]*)[wK&X]?[wDdK&]*w[wDdK&]*[Bm](?![JV])",
    r"[LH][AhMK]*[wDdK&TXt]*w[wDdK&TXt]*b(?![opJV])",
    # "her back was bent like a hook"
    r"M[XDdw]*[Bm]Csp[Ah]",
    # "there is a scar across her throat", "there was no hair on his head"
    r"iC[AKh]*[XDdw]*[mBG][pIo].*M[XDdw]*[Bb]",
    # "silver at the temples", "with no eyebrows", "her arms are covered in old burns"
    r"^[KDdw]*[Dd]p[hAM]B",
    r"Lh[Bbm]",
    r"[MN]M?[XDdw]*[Bb]C[tz][IL].*",
    # "her eyes are light blue", "his hair and beard are of a blackish brown", "one of her ears is missing"
    rf"[MNAh][KwXDd]*{_PARTS}K*{_BE}X?[Ddwc]{_MORE}(?:&K*z.*)?",
    rf"^{_PARTS}{_BE}[Ddwc]",
    # "a thick neck is jammed like a post into the trunk of his body"
    r"^[AM][XDdwK]*[Dd][XDdwK]*[Bm]C.*M[XDdw]*[Bb]$",
    r"^[&K]*M[XDdw]*[Bb]L[AhM]?[XDdw]*[Bb]",  # "his arms with their hairy hands"
    # no verb at all: "his face long and pale", "eyebrows thick"
    rf"(?:^[&K]*|M|N){_PARTS}K*[Ddc](?:[K&]*[Ddwc])*(?![PGBb])",
    # "hair falling over", "curls framing", "a scar running down"
    rf"{_DET}?[Ddw]*[Bm][SJ][^V]*[BbmGg]",
    # "her white hair piled high", "her hair plastered to her skull", "frost on his lashes"
    r"[XDdwK]*[BmZ]z.*",
    r"[MN][XDdwK]*[Bm][Ks]*t(?![hAM])",
    r"[HL]A[XDdwTK]{1,3}[Bb]IM[XDdw]*[Bb]",  # "has a wild look in her eyes"
    r"^[&K]*[Bb]K*t$",  # "cheeks wet"
    r"[RN]K*lK*t(?:&K*[tT])*",  # "she looks drenched"
    r"M[XDdwK]*[Bmb]C[Kh]*t",
    r"^[&K]*Mb(?:z|XLt).*",  # "his face covered with paint", "her eyes welling with tears"
    r"^[&K]*(?:iC)?tK?[oIp]M[Ddw]*[Bb]",
    r"^[K&]*t[pLI][AhM]?[DdwX]*[BbtG]\.?$",
    # "her hair loose round her shoulders"
    r"M[KwXDd]*[Bm]K*[wDdc](?=$|[po]).*",
    # "her hair has come loose", "his beard has gone grey"
    r"[MN][KwX]*[Bm]HK*[XV][IK]*[wDd]",
    # "a round, solemn face", "had no teeth"
    r"H[AM][DdwKTX]*[Dd][DdwKTX]*[Bb]",
    r"HK?h[DdwX]*[BmG]",
    r"[RN]H[Bbm]K+[Dd]",  # "has hair so red"
    r"[RN]H[Bb](?:&[Bbm])*pDp.*",  # "had eyes and lashes as black as coal"
    r"^[&K]*L?[Bbm](?:&[Bbm])?F[AXK]*[KXDdw]*D.*",  # "and eyes of a red-brown", "with eyes of such a very pale blue"
    r"^[&K]*[MN]?M[XDdw]*[Bb]C[KX]*FA[XDdw]*D[XDdw]*$",  # "his face was of a dark, yellow colour"
    r"[RN]C[KA]*[Fp][AhK]?[XDdw]*[wDd][XDdw]*B",  # "she was above the middle height", "of a fair complexion"
    r"M[XDdw]*[Bb]CK*z[LI].*",  # "his hands were blotted with ink"
    r"^[&K]*M[XDdw]*BCK+z$",  # "her hair was very nicely done"
    r"^[&K]*M[XDdw]*[Bm]V[XKp]{1,3}M[XDdw]*[Bb]$",  # "his hair comes down to his shoulders"
    # "had a face like crumpled tissue paper"
    r"[HL]A[XDdwK]{0,3}[Bb]D?p.*",
    # "a scar", "with a beard"
    r"(?:[LHWv&F][AhMK]*|^[AMK]*)[XDdwK]{0,3}m(?!V)",
    # "her face and figure show refinement"
    rf"^[KAh]*M[Ddw]*{_PARTS}K*E.+",
    # "has a gap between her front teeth", "had three teeth"
    rf"H[^VCRN]{{1,6}}p{_DET}?[XDdw]*B",
    r"H[AK]*Q[XwDd]*[BbZ]",
    r"[RN]H[AKXDdwTt&]{1,7}[Bbm]$",  # "has strong and rather pleasing features"
    r"M[XDdwKYteT&]*[DdcY][XDdwKYteT&]{0,2}[Bbm]",  # "his drawn, sorrowful face"
    r"^[&K]*M[XDdw]*BK*[CH](?![poIFs])[^VJsz]*$",  # "his nose is much like yours"
    # "a permanent scowl", "with a friendly expression carved into her features"
    r"f[^V]{0,2}b",
    rf"L{_DET}?[^V]*bf.*",
    r"M[XDdw]*[Bb]CA[XDdw]*[Pc]",  # "her body is a knockout"
    r"^[&K]*M[XDdw]*[Bb]CK*QX{1,2}(?:$|[^V]*[DdB])",  # "his eyes were two different colours"
    rf"^[&K]*A?[XDdwK]*m[VS][po]{{1,2}}{_DET}?[XDdw]*[Bb]",  # "freckles ran across her nose"
    r"^[&K]*iC[AhK]*X{1,2}[op]M[XDdw]*B$",  # "there was soot on her cheek"
    r"^[&K]*(?:(?:[KX]F)?[hA][XDdw]*[Bm]|[AQ]F[hM][XDdw]*[Bbm])H?CK*[CDdcw]",  # "half of one ear was gone"
    r"[RN]H[AhM][TX]F[AM]?[XDdw]*[Bb].*",  # "he had the kind of face that ..."
    r"^[&K]*M[XDdw]*[Bm]S[oXKp].*",  # "his ears stuck out like handles"
    r"(?:^|[RNH&])K*[vj]M[XDdw]*[Bbm].*",  # "she had dyed her hair red", "she wore her hair in a plait"
    r"[RN]H[VDXj][AM]?[XDdw]*m",  # "he'd grown a beard"
    r"^[&K]*[pIo]M[XDdw]*[Bb]K*[VCXS]A[XDdw]*m.*",  # "around her ankle ran a tattoo"
    r"^[&K]*A[XDdwFBmGg]*S[XKopI]*M[XDdw]*B$",  # "a pencil stuck out from behind his ear"
    r"RK*HM[XDdw]*[Bm][IzwDd].*",  # "she had her hair in two plaits"
    r"[HL][Ah][XDdw]{1,3}F[AMDdwh]*[Bbm]",  # "a great deal of hair", "the thinnest kind of lips"
    r"[RN]H[VX]X?[KAwDQF]*M[XDdw]*[Bm]",  # "has cut off most of her hair"
    r"M[XDdw]*[Bb]C[Kh]+[Bm]",  # "his face was all nose"
    r"^i[XDdw]*[Bbm]RHK?CK*[Ddcw].*",  # "what hair she had was white"
    r"^[&K]*[QA][XDdw]*[Dd][XDdw]*X?[op]M[XDdw]*[Bb]$",  # "two red circles on her cheeks"
    r"^iC[TXAKt]{1,3}[Iop]h[XDdwc]*[Bb]$",  # "there is nervousness in the nostrils"
    r"^iK*[TXtD](?:&[TXtD])?IM[XDdw]*[Bb]$",  # "Something dazed in his eyes."
    r"M[XDdw]*[Bb]CIA?f",  # "his features were in a perpetual jerk"
    r"[MN]M?[Bb]t[LI]A?t",  # "her eyes fill with tears"
    r"M[XDdw]*[Bbm]C(?:Fh?|h)[XDdw]*DF[^RNV]*",  # "her hair was the red of old bricks"
    r"A[XDdw]*[Bb]hDF[^RNV]*",  # "a face the colour of clay"
    r"[HL]A?[XDdw]*t[op]M[XDdw]*[Bb]",  # "with a bandage on his head"
    r"H[AQ][XDdwK]*[Dd][XDd]*[Io]M[XDdw]*B",  # "has a single blue streak in her hair"
    # "his eyes glow red"
    r"[MN]M?[Bb](?:&[Bb])*t[KwpX]*[Ddw]",
)
_PERSON = (
    # "a tall thin man", as what somebody is and not as whom they meet; "a man no longer young"
    r"(?:C[K]*|^[&KN]*|[RN]C[^VJ]*)A[XKDdwcYTe&]{0,4}?[dcDYe][XKDdwcYTe&]{0,3}[POZ]",
    r"C[Kh]*A?[XDdwKTe]{0,4}[dcDY][XDdw]{0,2}k",  # "is the pale son of a miller"
    r"C[K]*A[XDdwKTe]{0,4}P[KXh]{0,3}[dcDY]",
    r"[RN]CK*p[dD]p[RNM].*",  # "she was nearly as tall as he was"
    r"[RN]CK*h[XKDdwcYTe&]{0,4}?[dcDY][XKDdwcYTe&]{0,3}[PZ]",  # "he is the oldest man in the house"
    r"^[KDdwcYTe&]{0,4}?[dcY][KDdwcYTe&]{0,3}[POZ]",
    # "a man so old", "a mountain of a man"
    r"A[XDdw]{0,3}PK+[dDc].*",
    r"A[DdwXB]{1,3}FA[DdwX]{0,2}P",
    # "he is tall", "looks older"
    r"RC(?=[KDdwcYTe&]*[dcDY])[KDdwcYTe&]+P",  # "they are tall young women"
    r"[RNP][^VJ]{0,4}C[KA&Th]*(?:[dc]|y(?=p))(?:[K&TDdw]*[dcDw])*(?![XPBbGg])",
    r"C[KA&]*[dc](?:[K&]*[dDcw])+(?![XBbGg])",
    # "a dashingly handsome Edward", "scratched and sweaty Edward"
    r"^[&K]*A?[KDdwcYTt&]*[dcYDt][KDdwcYTt&]*N",
    r"[VCXpSJ]A[KDdwcYTt&]*[dcYDt][KDdwcYTt&]*N",  # "is a fat INSPECTOR"
    r"A[XDdwcTe&K]{0,4}y[XDdw]{0,2}[PO]",  # "a kindly, older woman"
    r"[RN]C[Khs]*Dp[Ah]?[XDd]*[PNR](?:[XRN][KXH]*V)?",  # "is bigger than any man"
    r"[RNP]CK*D(?:&K*D)+(?![PGBbX])",  # "she was thinner and greyer"
    # "tall", "lean and weathered", as a clause of its own
    r"^[KD]?t&[KDdcw]+$",  # "stark naked and hairy"
    r"^[K&T]*[dc](?:[K&TwD]*[dcDw])*(?=$|[LIFpoh&])",
    r"c",
)
_AGE = (
    r"(?:I?M)?[KXp]?Y[OPU]?",
    r"[pK]*Q(?:&[pK]*Q)?UFq",  # "between forty and fifty years of age"
    r"[pKYAh]*QU[Dd]",
    r"QI[XD]{0,2}U",
    r"Y[pK]?Q",
    # "he was at that time about forty years of age"
    r"[RN]C[KpAhX]{0,5}pQU.*",
    # "over six feet", "five feet two"
    r"[pK]*Qu(?:&?Qu?)?(?:[dp]|FB)?",
    # "a man of about forty", "a GIRL of seven", "he was about forty", "she might have been twenty"
    r"[RNC]K*A[XDdwT]{0,3}F[pK]*Q(?!U)",
    r"[PYN][^VX]{0,3}FX?[pK]*Q(?:&Q)?",
    r"[POZN]X?[pK]+[QY]$",
    r"[RN][KX]{0,2}H?C(?!hK*Q)[KpAhX]{0,3}[QY](?:&Q)?(?:UD?d?)?(?:&K*[dDcw]+)*(?=$|[hLIp]|&(?!Q))",
    r"[RN]CK*QXRCA.",  # "she was seventy if she was a day"
    # "no older than ten"
    r"yp[pK]*Q",
    # "younger than HEDDA", "of the same age as TESMAN"
    r"[RN]C[KpAhX]{0,5}U(?:&Q)?pQ",  # "a year or two over thirty"
    r"^[&K]*N+[pK]*[AQ]Uy$",  # "and IDA two years younger"
    r"C[AQ]Uyp",  # "he was some years older than ..."
    r"^A[XDdw]*PFpMX?q",  # "a girl of about my own age"
    r"[PUCX]yp[NRMAh]",
    r"(?:F?[AhM])?[XK]?qp[NRM]",
    r"[RN]K?C[KpF]*MX?q",
)
_APPOSITION = (
    r"^[&pKAhdDeP]*?Q(?:U.?)?$",
    r"^[KAh]*[XDdwe]*e(?:&[XDdwe]+|X)?$",  # "African-American and Filipina"
    r"^[AhM]?[DdwKX]*T[Ddw]*[Bb](?:$|h[XVS])",  # "intense eyes", "kind eyes that hold a question"
    r"^[&K]*t[Bb]",  # "wet hair"
    r"^MX?q$",  # "his age"
    r"^[&K]*q[pF]?Q$",  # "AGE 3"
    r"^M[XDdwKT]{0,3}[dcDY][XDdwK]{0,3}[kPO]",  # "his gorgeous bride JOSEPHINE"
    r"^[pK]*QXRCA.$",  # "fifty if she's a day"
    r"^[pK]*QXAX$",  # "seventy if a day"
    r"^A[XDdwcTYeKO&]{0,7}[XPOeT]F[pK]*Q$",  # "a rough customer of about 25"
    r"^A[DdwcTYeX&]*w[XDdwcTYe]*P$",  # "a large, shapeless man"
    r"^[pK]*Q&[KdDcw]+$",
    r"^Q(?=&K*[XTDd]F)",  # "forty-five and very sure of himself"
    r"^K?[eP]{1,2}$",
    r"^h?XBp[NRM]$",  # "same height as Noah"
    r"^A[XDdwKTYce&O]{0,6}[PZ]",
    r"^[hQ]?[XDdwKTYce&O]{0,4}[DdYce][XDdwKTYce&O]{0,3}[PZO]",
    r"^[AhM]?[XDdwKYe&T]{0,4}O(?:&[XDdwO]{1,3})?",
    r"^[KAhX]?Z$",
    r"^[K&w]*[dDc](?:[K&]*[dDcw])*(?:&K*T)?(?=$|[pLIo])",
    # "the family's confessor"
    r"^h[XTkPN]M[XDdw]{0,2}[OZ]",
    # "shabby raincoat", "oilskins patched at the elbows"
    r"^[XDdwKet&]{1,4}G",
    r"^A[XDdwet]*G",
    r"^[XDdwet]*[Gg]$",
    r"^[Ah][XDdw]*[Gg][Ddw]",
    r"^QpoQ$",
    r"^[XDdwK]*m$",
    r"^[&K]*TD$",  # "gruff looking"
    r"^[&K]*AXFA[Bm]$",  # "a bow of a mouth"
    r"^[&K]*[XDdw]*[Bm]p[ADdwX]*[ZXG]$",  # "lashes like spiders"
    r"^G(?:[Dp].*)?$",
)
_CLOTHES = (
    r"^[&K]*[RN]WK+(?:&K+)*$",  # "she dressed beautifully and very expensively"
    r"[RN]CK*WI[AhM]?[XDdwTKte&]*[XT]$",  # "he was clad in a rather slovenly fashion", "in excellent taste"
    r"^[&K]*[pIo]M[XDdw]*[Bb]K*[VCXS]{1,2}A[XDdw]*[Gg].*",  # "round her neck would be some coral beads"
    r"(?:W|K[XD]?W)(?=[KXD]?[LpI][^VT]*[GgDdaPZO]|K?[pL])[^VT]*",
    r"(?:^|C)[&Kh]*K[XD]?W",
    r"[AhM][XDdwK]*(?:F[XDdw]*)?[Gg]I?[Xh]R(?:H?CK*|H?K*)[vrW].*",  # "the faded cloak in which she was wrapped"
    r"^[&K]*vp.*",  # "dresses like a clerk"
    r"H[AMh][XDdw]*[Gg]o$",  # "has a sailor's cap on"
    r"[RN]K*H[AM][XDdwK]*[Gg][po]M[XDdw]*[Bb]",  # "has a sack over his shoulder"
    r"[MN][XDdw]*[Gg]HK*[VXS][Xop]*[^RN]*M[XDdw]*[Bb]",  # "his scarf has come down about his arms"
    r"vo?[^VRpo]*[GgDa].*",
    r"v[AM][XDdwKe]*X.*",
    r"v[AM]?[XDdwZKe]+B",  # "wearing dog ears"
    r"vi[^VR]*[BmGg].*",  # "she wore it in a plait"
    r"r[^V]*[Gg].*",
    # "in a grey walking-suit", "in a chauffeur's uniform"
    rf"I{_DET}?[DdwKeGgXOZMQts&]{{0,6}}G",
    rf"I{_DET}?[DdwKet&]*[Dd][DdwKe&]*g",
    # "with her bonnet on", "with dark gloves and a silk hat"
    rf"L[AhMK]*[XDdwKe]{{0,3}}[Gg](?:&{_DET}?[XDdw]{{0,2}}[Gg])*o(?!M)",
    rf"[LH][AhMK]*[KXwe]*[DdG][DdwKXeGO&]*[Gg](?!o?I{_DET}?[Ddw]?b)(?:&{_DET}?[DdwK]*[Gg])*",
    rf"L{_DET}?[DdwKe]*[Gg]&{_DET}?[DdwK]*[Gg](?!o?I{_DET}?b)",
    rf"H[AhK]*[DdwKXe]*G(?!.?[IpF])(?:&{_DET}?[DdwK]*[Gg])*",
    rf"Ho{_DET}?[^V]*[Gg]",
    # "his brown coat buttoned to the chin", "a red scarf round her neck"
    rf"^[&K]*{_DET}[wKXe]*[Dd][DdwKXe&]*G(?!V)",
    rf"^[&K]*{_DET}[DdwKX]*[Gg](?!I{_DET}b)[poI]{_DET}[Bb]",  # a parasol in his hand is carried
    # "a badge of polished wax pinned to her chest", "the blue cloak that was thrown over his shoulders"
    r"^[&Kp]*(?:iC)?[AhX]?[KDdwXF&]*[Gg][^RNM]*M[XDdw]*[BbGg].*",
    # "her boots were laced with wire"
    rf"[MN][KwXDd]*[Gg](?:&[MAh]?G)*{_BE}[DdwXVtzr]",
    r"^[&K]*M[KwXDd]*GCQXK*[DdwX]",  # "her raincoat was three sizes too big"
    # "a cap pulled low over her eyes", "his shirt torn"
    r"[AhMXDdwKG]*[Gg]z.*",
    r"M[XDdwK]*[Gg](?:CK*)?t",
    r"^[&K]*M[KwX]*GK*[Dtz]",
    r"^[&K]*M[KwXDd]*[Gg][Xowsp]$",  # "his visor down"
    r"^[&K]*M[KwXDd]*[Gg]o[XoK]{1,2}$",  # "his cap on backwards"
    # "his cassock stops above his ankles", "a scarf hides half his face"
    r"^[&K]*[AM][XDdwK]*G[VSX][^RN]*M[Ddw]*[Bb]$",
    r"L[AhM]?[XDdw]*[Gg][po]M[Ddw]*[Bb]",  # "with a shawl about her shoulders"
    # "and Chalf with a beanie"
    rf"NL{_DET}?[XDdwe]*G(?!.?[IpF]M?b)",
    r"^[&K]*L[AM]?[KXe]*w[DdwKXe]*G(?!o?I)",  # "with long sleeves"
    r"^[&K]*LAXG(?!.?[IpF]M)",  # "with a clip-on tie"
    # "without the raincoat"
    r"^[&K]*Lh[DdwK]*G$",
    r"^hI[XDdw]{0,2}D$",  # "all in coarse grey"
    # "in mourning", "all in grey"; "carefully dressed"
    r"Ia",
    r"^[K&]*[XKDd]*W$",
)

LOOKS = tuple(map(re.compile, (*_BODY, *_PERSON, *_AGE)))
INTRODUCED = (*LOOKS, *map(re.compile, _APPOSITION))
CLOTHES = tuple(map(re.compile, _CLOTHES))

# "wears a guilty expression" is no garment.
WORN_LOOK = re.compile(r"^[^Gg]*[Wv][AhMK]*[TX&Ddwt]*b[^Gg]*$")

# In a portrait a short noun phrase needs no more than one word of looks: "braces", "a spider inked behind his ear".
PORTRAIT = re.compile(r"^(?![&K]*(?:[VJIpoi]|M[KDdwX]*[kO]))(?=.*[BbmGgcdZ])[^VCHRNSET]*$|^[K&Dw]*D[BbmGg]?$")

# Is, has or wears carries the clause, so what follows belongs to the picture.
STATEMENT = re.compile(
    r"^[&KAhp]{0,2}(?:[RNP]|[AhMN][KDdwcXTOeN]{0,5}[NPOZkX]|N?M[DdwKX]*[BbmGg](?:&[MAh]?[DdwX]*[BbmGg])*)(?:I[AhM]?X)?K*[CHSWEvr]"
)

# "his bald head", "her sun-bleached hair": what somebody has, whatever they do with it.
OWNED = re.compile(
    r"M[XDdcwKYteT&]*[Ddc][XDdcwKYteT&]*[BbmZ]*[Bbm]|M[XDdw]?[BbmG]H?C[KAh]*[Ddcw](?:F[AhXDd]*|[&KDdcw]*)"
)
# What a story says in passing of somebody's body, whatever the words: "her face was merry and quick", "his brow
# furrowed", "with tired, reddened eyes".
TOLD_BODY = re.compile(
    r"^[&K]*M[XDdwKTt]*[Bbm](?:&M?[XDdw]*[Bbm])*[Kh]*(?:C|E)(?![hKA]*[JpIoVszR])[^VRNi]*$|"
    r"^[&K]*M[XDdwTt]*[DdwTt][XDdwTt]*[Bbm]$|"
    r"^[&K]*M[XDdwTt]*[Bb]h?[KX]?[TtDd](?:[K&]*[TtDdXw])*K?$|"
    r"^[&]?L[AMh]?[KDdTtwX]*[TtDdw][KDdTtwX&]*[Bbm]$|"
    r"^[&K]*[RN]H[AM][XDdwcKTte&]*[DdwcKTt][XDdwcKTte&]*[Bbm](?:&[XDdw]*[Bbm])?$|"
    r"^[&]?L[Ah]?tS[^VRN]*M[Bb]$|"
    r"^[&Kp]*[RN]C[Kw]*[Dd](?:&[KDdtTw]+)?$|"
    r"^[&Kp]*[RN]CK*[wDd](?:&K*[wDd])*[IF][hM]?[XDdw]*B$|"
    r"^[&K]*[RN]?CK*A[KDdwcTe&]*[dc][KDdwcTe&]*X(?=$|[pIoLF])[^VRN]*$"
)
# "his scarf was of silk", "his cap was pushed to the back of his head", "over his patched shirt"
TOLD_DRESS = re.compile(
    r"^[&K]*M[XDdwK]*[Gg]C(?:[KF]*[AhF]?[XDdwKtzG&]*[DdGgtwXz]$|[SzXtD]+[po][^VRN]*M[Bb][^VRN]*$)|"
    r"^[&]?[pIo]M[XDdw]*[Dd][XDdw]*[Gg]$"
)
OWNED_DRESS = re.compile(r"M[XDdwKe]{0,2}D[XDdwKeGg]{0,2}G")
