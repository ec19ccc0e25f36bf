"""The words for people: ages, kin, callings, origins, and creatures that can be characters. Pure; lower case."""

from __future__ import annotations

from .lexicon import word_list

AGES = word_list(
    """
    elderly aged middle-age middle-aged middleaged teen teens teenage teenaged teenager adolescent youthful tween
    toddler infant newborn septuagenarian octogenarian sexagenarian twentysomething thirtysomething fortysomething
    fiftysomething
    thirty-something forty-something twenty-something fifty-something sixty-something tweenager twentyish thirtyish
    fortyish fiftyish sixtyish seventyish eightyish thirty-ish forty-ish fifty-ish sixty-ish seventy-ish eighty-ish
    twenty-ish schoolage school-age college-age college-aged pre-teen preteen nonagenarian centenarian
    quinquagenarian quadragenarian tricenarian sixtysomething seventysomething eightysomething seventy-something
    eighty-something 20ish 30ish 40ish 50ish 60ish 70ish
    """
)
NUMBERS = word_list(
    """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred five six seven eight nine four three two twenty-one twenty-two twenty-three
    one-hundred sixty-six
    """
)
DECADES = word_list(
    """
    teens twenties thirties forties fifties sixties seventies eighties nineties 20s 30s 40s 50s 60s 70s 80s 90s
    midtwenties midthirties midforties midfifties
    """
)
MALE = word_list(
    """
    man boy gentleman guy lad fellow chap male father son brother uncle grandfather nephew husband king prince lord
    duke count baron monk priest waiter actor stallion bull widower bachelor youth manservant footman policeman
    fisherman stableboy schoolboy sir mr mister dad grandpa him his he himself dude bloke codger geezer patriarch
    adonis spiv fop dandy grandad granddad nobleman gentlemen lads brothers father's lad's cowboy tomcat gander ram
    stripling parson buck rooster wizard warlock sorcerer abbot friar emperor sultan rajah butler valet groom
    schoolmaster headmaster coachman cabman boatman barman milkman postman businessman salesman clergyman horseman
    highwayman huntsman doorman workman watchman oarsman swordsman headwaiter newsboy bellboy
    """
)
VISITORS = word_list("visitor client caller newcomer guest stranger")
FEMALE = word_list(
    """
    woman girl lady female mother daughter sister aunt grandmother niece wife queen princess duchess countess
    baroness nun waitress actress mare cow widow maid madam mrs miss ms mum mom grandma her she hers herself maiden
    lass housewife housekeeper hostess heiress schoolgirl spinster gal nymph matriarch granny nan crone biddy
    bombshell damsel wench gamine tomboy amazon ballerina seamstress noblewoman gentlewoman hag hen vixen lioness
    sisters ladies negress jewess dame belle witch sorceress enchantress landlady stewardess mermaid bride
    abbess adventuress barmaid chambermaid charwoman conductress dairymaid empress fishwife governess headmistress
    henchwoman horsewoman housemaid kitchenmaid laundress maidservant masseuse midwife milkmaid nursemaid parlor-maid
    parlormaid parlourmaid policewoman priestess salesgirl saleswoman schoolmarm schoolmistress scullery-maid
    shepherdess shopgirl spokeswoman usherette washerwoman workwoman airwoman alewife businesswoman flower-girl
    """
)
PEOPLE = word_list(
    """
    man woman men women boy girl boys girls lady gentleman guy lad lass fellow chap male female person kid child
    children teen teenager youth youngster youngsters baby toddler infant figure creature being individual adult
    stranger maiden maid matron widow widower bachelor spinster twin twins beauty giant dwarf brute hulk beanpole
    waif urchin redhead brunette blonde blond old-timer hag crone biddy codger geezer dude bloke brother sister
    brothers sisters siblings kiddo gentlemen ladies guys lads youths oldster matriarch patriarch granny grandmother
    grandfather nan colossus slab beast scarecrow bear-of-a-man bombshell knockout stunner looker adonis amazon
    gamine tomboy ragamuffin scamp imp cherub moppet tot tyke newborn triplet triplets quadruplets visitor client
    caller newcomer personage humanoid mestizo octogenarian septuagenarian nonagenarian sexagenarian preteen
    millennial hipster hippy damsel wench dandy fop spiv yokel rustic peasant-woman gentlewoman noblewoman
    policewoman townsman townswoman foreigner couple
    pagan stripling dame invalid cripple negro negress mulatto jew jewess vagabond parson belle
    wretch rascal ruffian scoundrel schoolfellow playfellow gent feller castaway
    """
)
# Nouns that are a look by themselves.
FIGURES = word_list(
    """
    beauty stunner giant giantess dwarf redhead brunette blonde beanpole hunchback crone hag waif hulk albino amazon
    scarecrow bombshell colossus redheaded cherub adonis octogenarian
    """
)
# Beings of fantasy and science fiction that act as people do.
BEINGS = word_list(
    """
    android banshee brownie centaur cyborg cyclops daemon demon djinn djinni dryad dwarf elf ent faerie fairy faun fiend
    gargoyle genie ghoul gnome goblin golem halfling hobgoblin humanoid ifrit imp incubus kobold leprechaun lich
    lizardman martian mermaid merman minotaur monster mutant naiad nymph ogre orc pixie replicant revenant robot satyr
    selkie seraph sorcerer spectre specter sprite succubus troglodyte troll vampire werewolf witch wizard wraith yeti
    zombie
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
    genie cyclops tomcat tabby dachshund greyhound collie labrador mastiff bulldog pug hare vixen lioness panther
    leopard cheetah jaguar hyena elephant rhino hippo giraffe zebra camel llama mule ram buck rooster hen goose duck
    swan pigeon gull parakeet canary hawk falcon vulture bat mole weasel ferret mink beaver raccoon skunk possum
    kangaroo koala panda chimpanzee chimp orangutan baboon crab lobster squid shark whale dolphin seal walrus
    salamander chameleon gecko crocodile alligator serpent wyrm wyvern kraken banshee ghoul wraith spectre specter
    spirit revenant lich kobold hobgoblin brownie leprechaun selkie dryad nymph naiad faun gargoyle chimera sphinx
    automaton mech bot replicant clone hybrid extraterrestrial martian lizardman werecat catfolk homunculus
    bee wasp hornet bumblebee ant butterfly moth fly grasshopper cricket ladybird ladybug caterpillar worm snail slug
    larva grub flower plant tree rose sunflower mushroom cactus teapot teacup broom lamp toaster statue mannequin
    doberman rottweiler chihuahua beagle corgi pitbull dalmatian pekinese pekingese whippet iguana cobra viper
    rattlesnake tortoise eel catfish trout piranha swordfish stingray droid
    scarecrow snowman yeti troglodyte ent treant djinni ifrit succubus incubus cherub seraph
    """
)
ORIGINS = word_list(
    """
    filipina latinas desi
    white black asian caucasian hispanic latino latina latinx african african-american american indian chinese
    japanese korean vietnamese thai filipino mexican puerto-rican cuban jamaican nigerian kenyan ethiopian egyptian
    arab arabic persian iranian turkish israeli jewish russian polish german french italian spanish greek irish
    scottish welsh english british norwegian swedish danish dutch scandinavian nordic polynesian hawaiian samoan
    maori aboriginal native mixed-race biracial multiracial mediterranean slavic middle-eastern east-asian
    south-asian pakistani bangladeshi brazilian creole european nigerian-british black-british british-asian
    asian-american korean-american chinese-american indian-american latino-american afro-caribbean caribbean haitian
    dominican colombian venezuelan peruvian argentine argentinian chilean ghanaian somali sudanese moroccan algerian
    tunisian lebanese syrian palestinian iraqi afghan kurdish armenian georgian ukrainian hungarian czech slovak
    romanian bulgarian serbian croatian bosnian albanian portuguese swiss austrian belgian finnish icelandic
    estonian latvian lithuanian mongolian tibetan nepali nepalese burmese cambodian indonesian malaysian malay
    singaporean taiwanese australian kiwi canadian inuit cherokee navajo lakota apache sami roma romani gypsy sikh
    bengali punjabi tamil gujarati berber tuareg zulu xhosa yoruba igbo hausa anglo anglo-indian eurasian cajun
    white-bread texan virginian californian alaskan londoner parisian yankee southerner northerner scot scotsman swede
    dane finn icelander turk spaniard frenchwoman irishwoman englishwoman
    """
)
GENDERS = word_list("male female man woman non-binary nonbinary boy girl androgynous trans transgender")
KIN = word_list(
    """
    wife husband mother father daughter son sister brother aunt uncle cousin niece nephew grandmother grandfather
    friend fiancee fiance neighbour neighbor lover mistress colleague roommate boyfriend girlfriend stepmother
    stepfather mother-in-law father-in-law ex ex-wife ex-husband mentor rival enemy eldest youngest junior senior
    twin sibling stepson stepdaughter stepbrother stepsister stepmum stepdad goddaughter godson godmother godfather
    ward fiancée fiancé bride groom daughter-in-law son-in-law brother-in-law sister-in-law great-aunt great-uncle
    grandson granddaughter grandchild
    """
)
FEMALE_KIN = word_list("wife mother daughter sister aunt niece grandmother granddaughter girlfriend widow maid")
MALE_KIN = word_list("husband father son brother uncle nephew grandfather grandson boyfriend widower")
KIN_GENDERS = {**dict.fromkeys(FEMALE_KIN, "female"), **dict.fromkeys(MALE_KIN, "male")}
COPULAS = word_list(
    """
    is was are were be been being 's looks looked look seems seemed appears appeared remains remained 're gone
    """
)
POSSESSING = word_list(
    """
    have sporting sports sported has had having possesses possessed bears bore boasts boasted wielding flaunting
    displaying displays displayed
    """
)
PRONOUNS = {
    **dict.fromkeys(("he", "his", "him", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("i", "my", "me", "myself"), "self"),
}
# Roles of a screenplay's day players; too many meanings elsewhere.
DAY_PLAYERS = word_list(
    """
    passenger millionaire gymnast tumbler hooker stripper customer shopper tourist hiker jogger cyclist cameraman
    anchorwoman juror dealer junkie worker villager supervisor assistant ceo vendor hawker busboy dishwasher hostess
    bridesmaid mourner minister gambler pedestrian bystander onlooker optometrist robber kidnapper terrorist paperboy
    deliveryman hitchhiker stowaway tenant umpire goalie quarterback editor publisher
    victim survivor passerby passer-by coed co-ed hoodlum cutthroat raider prowler looter rioter demonstrator
    protester hostage suspect bather sunbather skier lamplighter redcap planter gateman adviser advisor trainman
    brakeman bootblack newspaperman newsman anchorman stuntman rickshaw-driver gondolier muleteer water-carrier
    charioteer legionnaire
    """
)
OCCUPATIONS = word_list(
    """
    traveller traveler wanderer wayfarer rider horseman horsewoman passenger lodger cabman boatman warder proprietor
    fugitive gypsy hawker peddler pedlar magistrate chaplain overseer turnkey headwaiter physician fighter prizefighter
    ex-prize-fighter solicitor barrister advocate
    oligarch tycoon magnate financier crooner rockstar vigilante bureaucrat lobbyist
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
    concierge porter bellhop usher constable inspector superintendent commissioner marshal coroner pathologist medic
    orderly matron confessor curate abbot abbess friar rector deacon sexton verger cellist drummer guitarist fiddler
    piper bugler organist composer jester minstrel bard courtier chamberlain steward seneschal page herald ostler
    gamekeeper poacher huntsman woodcutter miller brewer vintner weaver potter cobbler shoemaker dyer tanner cooper
    wheelwright goldsmith jeweller jeweler watchmaker clockmaker glazier mason bricklayer roofer plasterer navvy
    longshoreman stoker bosun boatswain skipper navigator cabin-boy deckhand whaler trawlerman harpooner diver
    salvager prospector homesteader gunslinger gunfighter bandleader emcee comedian mime acrobat trapeze-artist
    ringmaster contortionist juggler puppeteer ventriloquist bookkeeper cashier teller broker trader stockbroker
    realtor landowner heir laird countess viscount marquis marquess emperor empress sultan vizier emir rajah khan
    chieftain elder druid alchemist apothecary pharmacist chemist herbalist healer orthodontist optician
    psychiatrist psychologist therapist counsellor counselor beautician manicurist masseuse tattooist tattoo-artist
    busker barker croupier bookie bouncer doorman doorkeeper gatekeeper night-watchman watchman caddie groundskeeper
    zookeeper veterinarian beekeeper falconer jailer gaoler jailor executioner hangman torturer henchman minion goon
    enforcer fixer forger pickpocket conman con-man hustler bootlegger rookie trooper recruit private corporal cadet
    midshipman quartermaster gunner sniper sapper paratrooper aviator airman airwoman technician analyst archivist
    curator docent tutor headmaster headmistress schoolmaster schoolmistress schoolteacher dean don lecturer
    undergraduate freshman sophomore valet parlourmaid parlormaid scullery-maid chambermaid charwoman laundress
    washerwoman milliner dressmaker couturier haberdasher fishmonger greengrocer ironmonger newsagent tobacconist
    publican alewife bailiff beadle alderman councillor councilman roadie bellboy pilgrim missionary crusader
    examiner analyst archivist secretary detective-inspector bartender bellman stagehand usherette bus-driver
    longshoreman deckhand stoker postman mailman milkman signalman pressman newsboy shepherd-boy goatherd swineherd
    typist stenographer schoolmarm governess tutor philosopher philologist phonetician dustman flower-girl parlor-maid
    professor-emeritus trainer wrestler swimmer surfer streamer blogger influencer vlogger youtuber gamer rapper
    editor worker coworker co-worker representative spokesman spokeswoman spokesperson harpooneer harpooner seaman
    seafarer mariner yachtsman fishwife
    costermonger plowman ploughman drayman carter teamster stableman groomsman hostler farmhand hireling henchwoman
    delegate deputy-director quartermaster purser stewardess gangster-boss godfather-boss kingpin crofter laborer
    labourer workman workwoman handyman tradesman salesgirl saleswoman shopgirl shop-assistant
    templar paladin rogue sellsword bounty-hunter
    juryman shopman maidservant nursemaid kitchenmaid dairymaid milkmaid
    roadman highwayman lampman cattleman woodman woodsman swordsman oarsman steersman helmsman herdsman lineman
    adventurer adventuress buccaneer pawnbroker manservant housemaid conductress pauper ploughboy baronet attaché
    controller
    """
)
