"""The words that tell a look from what it is not: character, passing states, what faces and hair do. Pure."""

from __future__ import annotations

from .lexicon import word_list

PERSONALITY = word_list(
    """
    upset-looking worried-looking intense-looking disappointed-looking queer straight-laced focused slick brutal
    professional charismatic savage good-for-nothing chill
    disgusted upset surprised amazed astonished annoyed irritated worried concerned relieved pleased delighted scared
    frightened alarmed embarrassed ashamed resolved amused bemused dazed stunned baffled perplexed frustrated flustered
    disappointed dejected fatigued interested fascinated intrigued focused concentrated distraught agitated panicked
    enraged infuriated thrilled content contented satisfied unimpressed unconvinced defeated cross-legged open-mouthed
    conscious helpful dumbstruck speechless
    clever smart intelligent bright-minded wise foolish dumb silly goofy daft witty funny humorous sarcastic
    sardonic cynical bitter cold-hearted warm-hearted kind kindly gentle sweet nice friendly amicable affable
    amiable approachable outgoing shy timid reserved quiet introverted extroverted confident self-assured cocky
    arrogant proud vain humble modest ambitious driven determined stubborn obstinate headstrong bossy stern strict
    lenient patient impatient restless nervous anxious frazzled stressed tense calm serene composed collected stoic
    stolid creative imaginative artistic curious inquisitive adventurous brave courageous fearless cowardly reckless
    careless careful cautious meticulous organized lazy hardworking diligent loyal faithful devoted treacherous
    deceitful dishonest honest sincere earnest frank blunt charming charismatic seductive flirtatious naive innocent
    jaded worldly cunning sly crafty shrewd scheming manipulative ruthless cruel-hearted vicious violent aggressive
    hostile angry furious grumpy cranky irritable moody melancholic melancholy sad unhappy lonely depressed cheery
    cheerful-natured happy jolly jovial merry chipper perky bubbly spunky feisty lively energetic enthusiastic eager
    excited passionate intense serious solemn grave dignified flighty scatterbrained absent-minded forgetful dreamy
    idealistic practical pragmatic sensible rational logical eccentric quirky odd weird random awkward clumsy
    bumbling competent capable efficient talented gifted brilliant genius mediocre stupid ignorant educated cultured
    sophisticated vulgar crude polite courteous rude blunt-spoken officious present caring compassionate empathetic
    selfish selfless greedy generous stingy jealous envious paranoid suspicious trusting gullible superstitious
    religious pious devout moral principled corrupt weary exhausted tired bored sleepy drunk sober hungover haunted
    troubled tormented broken-hearted lovesick optimistic pessimistic philosophical thoughtful pensive brooding
    mysterious enigmatic secretive aloof distant detached streetwise savvy resourceful cantankerous gruff surly
    sullen tough hard-nosed no-nonsense soft-spoken well-spoken talkative chatty garrulous taciturn laconic pert
    civil affectionate sentimental romantic hopeful desperate resigned bewildered confused puzzled overwhelmed
    overworked underpaid unflappable dutiful obedient rebellious defiant mischievous playful childlike childish
    immature mature petulant spoiled pampered conceited pompous sanctimonious smug haughty snobbish condescending
    mean genial popular unruffled impulsive hot-tempered short-tempered even-tempered methodical sharp-tongued
    quick-witted fun-loving easygoing easy-going laid-back happy-go-lucky workaholic perfectionist dreamer optimist
    cynic snob loner gossip busybody know-it-all wisecracking likable likeable lovable loveable unassuming
    soft-hearted good-natured ill-tempered mild-mannered bookish studious wry dry deadpan enthused hard-bitten
    world-weary harried distracted preoccupied guarded watchful alert vigilant fastidious fussy finicky precise nosy
    flamboyant dramatic theatrical righteous hardened battle-hardened merciless fierce gregarious boisterous brash
    bold hearty earthy prim proper priggish prudish demure stuffy fretful fidgety twitchy jittery nervy
    highly-strung high-strung sceptical skeptical stubborn-minded unsmiling humourless humorless ruthless-minded
    cold calculating conniving devious slippery shifty sleazy slimy oily unctuous obsequious servile meek submissive
    docile placid unhurried lugubrious gloomy dour morose maudlin wistful nostalgic dignified-minded motherly
    fatherly maternal paternal grandmotherly avuncular indomitable formidable redoubtable tireless indefatigable
    disillusioned embittered lost lonesome needy clingy jumpy delusional mad crazy insane unhinged deranged
    psychotic sociopathic evil wicked sinister menacing dangerous deadly lethal harmless benign saintly
    angelic-natured virtuous chaste promiscuous lecherous lascivious gluttonous thrifty frugal miserly wealthy
    penniless famous infamous notorious legendary renowned respected beloved hated feared unloved unmarried married
    divorced widowed unemployed retired homeless jobless
    intellectual repulsive sympathetic sulky bluff sheepish saucy vivacious
    benevolent malignant insolent resentful rueful commonplace
    """
)
ABSTRACT = word_list(
    """
    warmth coldness kindness weariness intelligence mischief menace malice innocence exhaustion concern worry
    heart temper spirit nature soul mind wit humour humor manner manners voice accent wisdom kindness sense
    reputation ambition secret past grudge chip attitude personality demeanor demeanour dreams dream hopes fear
    fears attention patience energy memory courage knack talent gift plan trouble problems degree job debt debts
    career life love habit way fortune money wealth power fame honour honor pride shame guilt grief sorrow joy anger
    rage envy greed lust hunger thirst thoughts thought idea ideas opinion opinions beliefs belief faith doubt
    doubts worry worries nerve nerves instinct instincts future destiny fate luck appetite taste tastes weakness
    strength charm authority confidence dignity kid kids children family marriage death chance reason word words
    scorn contempt disdain interest surprise astonishment delight horror dismay relief determination enthusiasm
    impatience suspicion curiosity amusement satisfaction pleasure agitation excitement emotion tenderness indignation
    gravity solemnity haste care tone air effort dread arrogance nervousness
    story stories question questions answer joke jokes
    """
)
TRANSIENT = word_list(
    """
    moist misty starry dewy bleary teary tear wild-eyed breathless tears tearful weeping twinkling twinkled
    sparkling crying wet soaked drenched dripping sweating sweaty sweat blood bloody bleeding bloodied bloodshot
    bruised bandaged muddy mud covered splattered spattered glow glows glowing glowed blush blushes blushing blushed
    flushed flushes flushing reddened reddens pallid trembling shaking shivering smiling grinning frowning scowling
    smile smiles grin swollen puffy wounded injured unconscious dead lifeless asleep sleeping drunk burning blazing
    flashing flash flashes turns turning turned transforms transformed becomes became widen
    widens widened narrow narrows narrowed fill fills filled well gleam gleams gleamed gleaming sparkle sparkles
    sparkled lit white-faced ashen startled terrified shocked horrified crimson-faced paler redder grows grew
    growing contorted twisted distorted radiant livid dishevelled disheveled tear-stained naked split cracked-open
    chapped unshod muddied sodden sopping rain-soaked sweat-soaked sweat-stained tear-streaked blood-soaked
    blood-stained bloodstained blood-spattered blackened singed charred scorched bleary-eyed red-rimmed haggard-from
    frost frosted rain mascara-streaked gagged handcuffed shackled bandage sling clammy feverish drooling foaming
    slack contorting vomit grimaces comatose shell-shocked gasping panting wheezing plastered smeared smudged
    streaming frozen-stiff blue-lipped soaking bruise bruises windswept windblown
    """
)
LASTING = word_list(
    """
    carved etched chiseled permanent perpetual permanently perpetually always habitual constant frozen
    """
)
EXPRESSING = word_list(
    """
    show shows showed express expresses expressed suggest suggests suggested betray betrays betrayed denote denotes
    denoted betoken betokens betokened indicate indicates indicated bespeak bespeaks bespoke
    """
)
SHOWING = word_list(
    """
    hang hangs hung hanging fall falls fell falling frame frames framed framing reach reaches reached reaching cover
    covers protrude protrudes curl curls curled stick sticks stuck give gives gave cascade cascades cascading tumble
    tumbles tumbled tumbling stand stands stood flow flows flowed flowing run runs running stretch stretches escape
    escapes spill spills spilled spilling sweep sweeps peek peeks peeking peep peeps poke pokes poking trail trails
    trailed trailing crawl crawls crawling climb climbs climbing snake snakes snaking spread spreads spreading drape
    drapes dangle dangles dangled dangling droop droops drooped sprout sprouts sprouted sprouting jut juts jutted
    jutting bulge bulges bulged curve curves curved curling wind winds billow billows brush brushes brushing end
    ends rest rests rested flop flops flopped flopping loom looms bristle bristles swell swells
    """
)
SPOILERS = word_list(
    """
    bent fixed buried closed shut raised lifted clasped folded full turned still bound tied resting fastened hidden
    upon averted lowered on downcast bowed busy free empty
    """
)
