"""Given names that are borne by women or by men alone: a sign of whom he and she mean, never told of a look. Pure."""

from __future__ import annotations

from .alphabet import plain_letters
from .lexicon import word_list

WOMEN = word_list(
    """
    aadhya aaliyah aarti abby abena abigail abisola achieng ada adaeze adaora adela adelaide adele adeline adetola
    adunni adwoa agatha agnes agnieszka aigerim aiko aileen aino aisha aishwarya ajda akane akiko akinyi akosua
    aleida alejandra aleksandra alena alessandra alessia alexandra alice alicia alina aliona alison aliya allegra
    alma alya amanda amara amber amelia amelie amelija amina aminata amira amrita amy ana anahit ananya anastasia
    anaya andrea aneta anett angela angelica angelika angelina anika anita anjali ann anna annabel annabelle
    annalise anne anneke anneliese annemarie annette annie annika anong antje antonella antonia anuja anusha aoife
    aparna arabella araceli araminta aria arianna arzu asel aslaug asta astghik astrid asuka atiya atsuko aud audrey
    augusta aurelia aurelie aurora ava ayaan ayako ayesha ayfer ayla aylin aynur ayse ayumi azadeh azra baahar
    babette bahar banu barbara basma beata beatrice beatrix beatriz becky begonia begum belinda bella berit
    bernadette bernice berta bertha beryl bess bessie beth betsy betty betul beyza bhavna bianca birgit birgitte
    blanche bogna bojana bolormaa bontu borghild bozena brenda briana bridget brigid brigitta brigitte bronagh
    bronwyn bukola bushra busisiwe camilla candida cansu caoimhe carla carlotta carmen carol carole carolina
    caroline carolyn carrie cassandra catalina catarina caterina catherine cathleen cathy cecile cecilia cecily
    celeste celia ceren chantal charity charlotta charlotte cheryl chiaki chiamaka chiara chidinma chinonso chinwe
    chioma chitra chloe christelle christiana christina christine ciara cindy clara clarissa claudia clementine
    cleopatra clothilde colette colleen concepcion constance constanza consuelo cora cordelia corinna corinne
    cornelia cristina cynthia dagmar dagny daisy dalia dalila danica daniela danuta daphne daria darina dawn deborah
    debra deepa deepika defne deirdre delia delilah denisa denise despina diana diane dilara dilnoza dina dinah
    dinara divya djamila dolly dolores dora doreen doris dorota dorothea dorothee dorothy dovile draga dragana drita
    dunja duygu dzintra ebba ebru edda edith edna edwige effie efua eileen eilidh eirini ekaterina ekua elaheh
    elaine eleanor eleanora elena elene eleni eleonora elif elin elina elisabet elisabeth elisabetta elise eliza
    elizabeth elke ella ellen elodie elsa elsie elspeth elvira elzbieta emel emese emilia emily emine emma enid
    erica erika ernestine erzsebet esi esma esmeralda esperanza esra estella estelle esther eszter ethel etsuko etta
    eudoxia eugenia eugenie eunice eva eve evelina evgenia ewa ezgi fadila fadime faith fanny farah fareeda farida
    faride farzana fatemeh fathia fatima fatma fatou fatoumata felicia felicity femke fernanda feyza filomena fiona
    fioralba firuza flora florence folake folasade frances francesca francoise franziska freda freja freya frida
    frieda fumiko funmilayo gabriela gabriella gabrielle gaia gail galina geeta geetha gemma genevieve genoveva
    georgette georgia georgiana georgina geraldina geraldine gerda germaine gertrude ghislaine gilda gillian ginny
    gintare giovanna gisela gita gitte giulia giulietta gladys glenda gloria golnar grace graciela grainne grazia
    grazyna greta gretchen gretel griselda gudny gudrun guinevere gulnara gulsen gunhild gunnhild gwen gwendolen
    gwendolyn habiba hadiza hafsa hagar halima halina halyna hana hanako hanan haneen hanna hannah hanneke hansine
    harriet haruka harumi hatice hatsue hatsuko hattie havva hazel heather heba hedda hedvig hedwig hege heidi heike
    hela helen helena helene helga helin helle helmi hema hendrika hendrikje henrietta henrike hepzibah hermione
    hester hila hilda hildegard hilke hiroko hitomi honor hope hortense hroswitha huda husna iara ida ifeoma
    ifunanya ilaria ildiko ilka ilona ilse imaculada imke imogen inci indira ines inga ingeborg ingegerd ingrid
    ingvild inka ioana iola ione iphigenia iqra irene irina irini iris irma irmgard isabel isabella isadora isaura
    ishani ishtar isobel isolde itziar ivana iveta ivy iwona izabela izumi jacinta jacqueline jadranka jadwiga
    jagoda jamila jana jane janet janice janina janneke jarmila jasmina jasna jaya jeanette jeanne jelena jelka
    jemima jennie jennifer jenny jessica jessie jette jhumpa jill jimena jitka joan joana joanna johanna jolanta
    josefa josefina josefine josephine jovana jowita joy joyce juanita judit judith judy julia juliana juliane julie
    juliet juliette jumoke junko jurate justine justyna jutta jyoti kahu kaja kajsa kalina kalliope kalpana kalyani
    kamala kamila kanako kaori karen karima karin karina karla karolina katarina katarzyna kate katerina katherine
    kathleen kathrin kathryn kathy katie katrina katya kavita kavitha kayo kazue keala keiko kerstin khadija
    khadijah kiara kimiko kinga kirsi kirsikka kirsten kirsty kitty klara kreszentia kristen kristin kristina
    krisztina krystyna ksenia kumiko kunigunde kyoko laetitia laila lakshmi lale lamia larisa larissa lata latifa
    latika laura laurine lavinia laxmi layla leela leila leilani lena leocadia leocadie leonie leonor leonora lerato
    leticia letitia liane libby lidia lieke liesel lieselotte liesl ligia lilian lillian lily lina linda linnea
    liora lisa lisbet lisbeth liselotte liv liva livia liz liza lizzie ljiljana ljubica lois lola loredana lorelei
    lorna lorraine lotte lottie louisa louise lucia luciana lucie lucille lucinda lucja lucretia lucy ludmila
    ludmilla luisa luisella lulu luna lupita lydia lyuba lyudmila maarit maartje mabel madeleine madeline madge
    madhavi madhuri madina mae magali magda magdalena magdalene maggie magnhild maha mahalia mahin maike mairead
    maisie maite maja makiko malak malgorzata malika malin malini malvina mamie mamiko manami manon manuela marama
    marcelina marcella marcelle marcia mareike maren margaret margareta margarethe margarita margaux margery margit
    margot margrete margrit marguerite maria mariah mariam mariama marian mariana marianne marie mariel mariela
    marielle marietje marietta marija marijke marika mariko marilena marilyn marina marioara marisa marisol
    maristella marit maritza marjan marjatta marjorie marlene marta martha martina mary maryam marzena masako
    matilda matilde maud maude maureen mavis maximiliane maya mayumi mbali medea meena meera meg megan megumi meher
    mehri mehtap meike melania melanie melina melinda melis melissa mercedes mercy merete mette mia michaela michela
    michelle michiko mieke mihaela miho mikako mila milagros milda mildred milena milica milka millicent millie
    mimoza mina minako minal minea minerva minnie mira miranda mireia mireille mirela miriam mirjam mirjana mirka
    mitra mitsuko miyako miyuki moana moira molly mona monica monika monique morag morwenna muna munira muriel
    mwajuma myra myrna myrtle nadezhda nadia nadine nadira naima najwa nalani naledi nalini nan nanami nancy nandini
    naoko naomi narges nargis nasreen nasrin nastassja natalia natalie natalya natasha natsuki nawal nazanin nazli
    ndidi neelam neha nela nell nellie nelly nerea neslihan netta nettie nevena ngozi niamh nicole nicoletta nida
    nilufar nilufer nimmi nina ninon nirmala nisha nita nkechi nneka noemi noemie nokuthula nomsa nomvula noora nora
    norah noreen norika noriko norma nour nuala nuray nurgul nuria nyokabi obiageli octavia odette odile ofelia
    ogechi oksana olena olesya olga olive olivia oluchi olufunke olympia omolara omotola oonagh opal ophelia oriana
    orla orsolya ottilie ottoline oyelaran ozge ozlem padma padmini palesa paloma pamela pandora pansy paola parisa
    parvaneh parvati parvin pascale patience patricia patrizia patsy paula paulette paulina pauline pearl peg peggy
    pelagia penelope penny pernille perpetua petra petronella petronila petunia philippa philomena phoebe phyllis
    pia pilar pinar piroska polina polly pollyanna pooja poppy portia pragya pranjali preeti primrose pritha priya
    priyanka prudence puja purnima rabia rachel rachida radhika radka radmila rafaela raffaella ragnhild rahel raima
    raina raisa rajani ramona rania ranveig raquel rasa rashida raziya rebecca reem regina rehana reiko rekha renata
    renate renske reyhan rhoda rhonda rigmor rina rita ritsuko ritu roberta roksana romana romy rosa rosalba rosalia
    rosalie rosalind rosamond rosanna rosanne rosaura rose rosemary roshni rosie rosina rossana roswitha rowena
    roxana roxane roya rozalia ruby rukhsana rukmini rumiko runa ruqayya ruta ruth ruxandra ruza saadia sabeena
    sabiha sabina sabrina sachiko sadako sadie safiya sakina sally salma salome samantha samia samira sanaa sandhya
    sandra sanja sanna sara sarah saraswati sarita saskia saule savita savitri sayaka seda sefika selda selin selina
    selja selma semra senka serap seraphina seraphine serena sevda sevgi sevil shabnam shahnaz shahrazad shakuntala
    shamsa shanti sharmila sharon sheherazade sheila shirin shizuka shizuko shobha shreya shruti siara sibel sibyl
    siddiqa signe sigrid sigrun silje silke silvia simin simona simone simran sinead siobhan sita sitara sladjana
    slavica smita sneha snezana sofia sofie solange soledad solveig sonali songul sonia sonya sophia sophie soraya
    sorcha soumya stefania steffi stella stephanie stina stoyana sue sugandha suhaila sujata sukanya sumaya sumiko
    sumitra sunita suniti sunniva susan susanna susannah susie suvi suzanne svenja svetlana sveva swapna sybille
    sylvia sylvie sylwia tabitha tahira tahmina takako tamae tamako tamar tamara tamiko tania tanja tanuja tanvi
    tanya tara tatiana tatjana tatyana teodora teresinha tereza terezie terhi tess tessa thandeka thandi thandiwe
    thea thekla thelma theodora theresa therese thora thyra tiffany tiina tilly timea tina tinatin titilayo tiziana
    tomoko tomomi torunn trudy tsitsi tsuyu tulay tulsi tuulikki tuva tyyne uchenna ulla ulrike umma ursula urszula
    urvashi usha uzma vaishali valentina valeria valerie vanda vandana vanessa varvara vasanthi vasiliki vasundhara
    veerle vendela vera verena verity veronica veronika vesna vibeke victoria vida vidya vigdis vijaya viktoria
    vilma viola violet violetta virginia virginie viv viveka vivien vlasta vuokko wahida walburga waltraud wambui
    wanda wangari wanjiku wanjiru wendy weronika wiebke wilhelmina wilhelmine wilma winifred winnie winnifred
    wioletta xiaoling ximena xiomara xochi xochitl yael yagmur yamuna yara yasmin yasmina yasmine yayoi yelena
    yesenia yetunde yevgenia yewande yngvild yoko yolanda yordanka yoshiko yuka yukari yukiko yuko yuliya yumiko
    yuriko yusra yvette yvonne zahra zainab zamira zanele zarina zarine zdenka zehra zelda zeynep zhanna zillah
    zineb zlata zoe zofia zohra zoya zsofia zsuzsa zsuzsanna zubeida zuhal zuleika zuleikha zuzana zuzanna zvezdana
    zyta
    """
)
MEN = word_list(
    """
    aarav aaron abdallah abdelkader abdul abdulaziz abdullah abdullahi abebe abel abhishek abiodun abner abraham
    abram achim adam adebayo adebola adeniyi adewale adil adnan adolf adolphus adrian adrien afonso agostinho
    agustin ahmad ahmed ahmet aidan aidar ajay akhil akim akinwale akira akito alan alaric albert alec aled
    alejandro aleksandar aleksander aleksei aleksi aleksy alessandro alessio alexander alexandre alexandros alexei
    alfonso alfred alfredo alhaji ali alihan alim alistair allan alois alojzy alonzo aloysius alphonse altan alun
    alvaro alvin amadi amadou amar ambrose amir amit amitabh amol amos anand anatole anders andile andras andre
    andreas andrei andrej andres andrew andrzej andy aneurin angelo angelos angus anibal aniket anil ankit ansel
    anselm anselmo anthony antoine anton antonin antonio antonios antti anwar arash arata archibald archie arif
    aritz arjun arkady armand armando armen arnau arnaud arne arnel arnfinn arno arnold arsen arseny artem arthit
    arthur arto artur arturo arun arvid arvind asbjorn asger ashok ashot aslan atanas athanasios atilla atsushi
    attila august auguste augustin augustine augustus aurelien aurelio avraham axel ayman aytac azamat aziz azubuike
    babajide babatunde baburao bachir badr bahram bakary balazs balint balthasar barnabas barnaby barney barry
    bartek bartholomew bartolomeo bartosz basil bastien batbayar batsaikhan behrouz bekzat ben benedek benedict
    benedikt bengt benicio benito benjamin bennet bennett benny benoit beppe berk bernard bernardo bernat bernd bert
    bertie bertil bertram bertrand bharat bhaskar bilal bill billy birger bjarne bjorn boaz bob bobby bogdan bogumil
    bohdan bohumil boleslaw bongani boris borislav botond bozidar bradley brahim bram branko braulio brendan brian
    bronislaw bruce bruno brynjar burak caesar caetano caio caleb calogero calvin cameron camilo carl carlo carlos
    carsten casimir caspar cecil cedric celestino cemal cesar chandran charbel charles chester chetan chibueze chidi
    chidubem chike chinedu chintan chintu christian christophe christopher chukwudi chukwuemeka ciaran cillian
    clarence claude claudio claus clement clemente clifford clive clyde cole colin conor conrad constantine cormac
    cornelis cornelius cosmin costas craig crispin cristian cristiano curtis cuthbert cyril cyrus czeslaw dafydd
    dagfinn daichi daiki daisuke damian daniel daniyar dante dario dariusz darren darryl david dawid dawit declan
    deepak demba demetrios demyan denis dennis denys derek dermot desmond devendra dhruv didier diego dieter dietmar
    dietrich dilip dimitar dimitri dimitrios dinesh dino diogo dirk dmitri dmitry domenico domingo dominic dominik
    donal donald donato dorian dorin douglas dragan dragos drazen dries drogo duarte duncan dusan dwight dzhokhar
    ebenezer eberhard eckhard eddie edgar edgardo edmund edoardo edouard eduardo edvard edvin edward edwin egbert
    egil egon eiji eilert einar eirik eitan ekon eldar eleuterio elias eliezer eligio elijah elio eliseo elliot
    elliott elmar elmer elroy emanuel emanuele emeka emeric emil emile emilio emin emlyn emmanuel emre emrys enoch
    enrico enrique enzo eoin ephraim erasmus ercole erdem eren erhan eric erik erkki ernest ernesto ernst erwan
    erwin esko esteban estevao ethan etienne etsuo eudald eugene eugeniusz eusebio eustace evan evander evangelos
    evaristo everard everett evren ezekiel ezequiel ezra fabian fabien fabio fabrice fabrizio fahad faisal faizal
    farhad farid farouk farrukh faustino federico fedor fedya felice felipe felix ferdinand ferdinando ferenc
    fereydun fergal fergus fermin fernand fernando ferran fidel fikret filip filippo finnbar fintan fitzwilliam
    flavio florent florentin floris floyd folarin francesco francisco franco francois franjo frank franklin
    frantisek franz franziskus fred freddie freddy frederic frederick fredrik friedrich fritz frode fumio gabor
    gaetano gareth gary gaspard gaston gaurav gauthier gavin gavril geert genaro genki gennady geoffrey george
    georgi georgios geraint gerald gerard gerardo gerhard germain gernot geronimo getachew gethin ghassan gheorghe
    giacomo giancarlo gianluca gianni gideon gilbert giles gilles gino giorgio giorgos giovanni girish giuliano
    giuseppe gleb godfrey gonzalo goran gordon gorka gottfried govind graham gregor gregory grigor grigori grzegorz
    gualtiero guglielmo guido guillaume guillem guillermo gunnar gunther gus gustaf gustav gustave gustavo guy
    gwilym gyorgy gyula haakon habib haci hadi hafiz haider haile hajime hakan hakim halil halvard halvor hamid
    hamilton hamish hamlet hamza hank hannes hannibal hans harold harry haruki haruto harvey hasan hassan havel
    hayato heathcliff hector heikki heinrich heinz hektor helge helmut hemi hendrik henning henri henrik henry
    henryk herbert herbjorn hercule hercules heriberto herman hermann hermenegildo hernan hideaki hideki hideo hiram
    hiroaki hiroki hiroshi hisashi hisham hjalmar holger homayoun homer horace horacio horatio horst hossein howard
    hristo hubert hugh hugo hugues humberto humphrey husain huseyin hussein hywel iacopo iago ian ibrahim ichabod
    idris ieuan ignacio ignacy ignatius ignaz igor ikaika ikechukwu ikenna ilario ilhan ilias ilie ilija ilker
    ilmari ilya imre ingmar inigo innokenty ioan ioannis iolo iqbal iraj isaac isaiah isamu ismael ismail ismet
    istvan itzhak ivan ivar ivo ivor iwan iztok jaakko jabari jacek jack jacob jacopo jacques jaime jake jakob jakov
    jakub jamal james jamshid janek jannik janos janusz jared jarkko jarmo jaroslav jaroslaw jason jasper javed
    javier jayden jeff jefferson jeffrey jens jeremi jeremiah jeremy jernej jeroen jerome jerry jerzy jesper jiho
    jim jimmy jiri joachim joao joaquim joaquin jochen joe joel johan johann johannes john johnny jonah jonas
    jonathan joop joost jorg jorge jorgen jorn jose josef joseph joshua josiah josip jovan jozef jozsef juan jude
    juha jukka jules julian julien julio julius junichi juraj jurgen jussi justin kaan kabir kacper kagiso kaito
    kalervo kalle kamal kamau kamil kamran karan karel karim karl karol karsten kaspar katsuo kayode kazimierz
    kazuki kazuo keijo keita keith kekoa kemal kenan kenichi kenji kenneth kenzo keoni kerem kevin khaled khalid
    khalil kimo kipchoge kirill kjell kjetil klaas klaus klemens knud kofi koichi koji kolya konrad konstantin
    konstantinos koos korhan kostas kosuke kouassi kourosh kristof kristoffer krystian krzysztof kunal kunle kurt
    kwabena kwadwo kwaku kwame kwasi kwesi lachlan ladislav lajos lamberto lamine lars lasha laszlo laurence laurent
    lauri lawrence lazar lazaro leandro lech leendert leif lennart leo leon leonard leonardo leoncio leonid leopold
    leopoldo leroy leszek levan levente lewis lhakpa liam lionel lionello llewellyn lluis lorcan lorenz lorenzo
    lothar louis lubomir luca lucas lucian luciano lucifer lucius lucjan ludek ludo ludovic ludvig ludwig ludwik
    luigi luis luiz lukas lukasz luke luther lutz maarten maciej madhav madoc magnus mahendra mahesh mahmoud mahmud
    makoto malachi malcolm malik mamadou manabu manfred manish manoel manoj manolis mansour manuel marcel marcello
    marcelo marcin marco marcus mariano marijn mario marius mariusz mark markku marko markus martin martti marvin
    marwan masahiro masaki masao masato massimo mateo mateus mateusz mathias mathieu mathijs mats matteo matthew
    matthias matti mattias matyas maurice mauricio maurizio maxim maxime maximilian mbugua mehdi mehmet meinhard
    melchior melvin mendel meriwether mesut michael michal michel mieczyslaw miguel mihai mihail mikael mike mikhail
    mikkel mikko miklos mikolaj miles milorad milos milosz milton minoru mirko miroslav mirza mitsuo mohamed
    mohammad mohammed mohan mohsen moises momcilo mordecai moritz morten mortimer moses moshe mostafa mouhamadou
    muhammad muhammed mukesh munir murad murat musa mustafa mwangi nabil nadir nagib najib naoki naoto narayan
    narendra nasir nathan nathaniel navid nazar necati neculai nedim neil nelu nemanja nestor neville niall nicanor
    niccolo nicholas nicodemus nicolae nicolai nicolas niels nigel nikhil nikita nikola nikolai nikolaos nikolaus
    nikos nils ninoslav nitin nizar njoroge nnamdi noah noboru nobu nobuo noel norbert norman nuno nursultan obadiah
    obi obinna ochieng octavio octavius odhiambo odhran oisin okan okechukwu olaf olav oleg oleksandr oliver olivier
    olle olumide omar omer onni onur orhan orlando orson orville oscar oskar osman osvald osvaldo oswald otakar
    othmar otieno ottavio otto ottokar oumar owen ozan ozgur paavo pablo padraig panagiotis pankaj paolo parviz
    pascal pasquale patricio patrick patrik paul paulo pavel pavlo pawel pedro pekka pelle percival percy peregrine
    petar peter petko petr petros petru phil philip philipp philippe phillip phineas piero pierre pieter pietro
    pinchas piotr pius plamen prakash pranav pravin predrag primoz przemyslaw purushottam qasim quentin rachid
    radomir radoslav radovan rafael rafal raffaele raghu rahim rahul raimund raimundo rainer rajan rajesh rajiv
    rakesh ralph ramesh ramiro ramon rangi ranjit raoul raphael rashid rasmus raul ravi ravindra raymond reginald
    reidar reinaldo reinhard reinhold reinier remigiusz renato renaud renzo resul reuben rex reynold reza rhys
    ricardo riccardo richard richie rikard rinat riyad roald rob robbie robert roberto rocco roderich roderick
    rodney rodolfo rodrigo rogelio roger rohan rohit roland rolf romain roman romeo romulo ronald ronaldo rory ross
    rostam rostislav rotimi ruairi ruaridh ruben rudi rudolf rudolph rufus runar rupert ruslan russell rustam ryota
    ryszard sabri saburo sachin sadiq salah saleh salim salman salvador salvatore salvu samir samson samuel samuli
    sandeep sander sandor sandro sanjay sanjeev santino satoru satoshi saverio savvas sebastian sebastiano sebastien
    segun selcuk selim semyon seppo septimus seraphim sergei sergey sergio serkan seth seydou seymour shabbir shahid
    shankar shaul sherlock shigeo shigeru shimon shinichi shinji shinya shiro shlomo shoji shota shyam sidi
    siegfried sigmund sigurd silas silvano silvester silvio simao simeon simo simon sinan sindre sipho slavko
    slawomir slobodan solomon soren sotiris spencer spiros spyros srdjan srinivas stanislav stanislaw stanley
    stavros stefan stefano stelian stellan stepan stephane stephen steve steven stig stipe stjepan stoyan stuart
    subhash suleiman suleyman sunil suraj suresh susumu svein sven svetozar svyatoslav sylvester szymon tadashi
    tadeusz tadhg tahir takahiro takashi takeo takeshi takumi tamas tamati tancred taneli tapio taras tarek tariku
    tariq tatsuo tatsuya tavish tayfun ted teemu telmo teodor teofilo terence tesfaye tetsuo tetsuya tevfik thabo
    thaddeus themba theo theobald theodore thiago thibault thierry thijs thomas thorbjorn thorsten thorvald tiago
    tiberiu tibor tim timothy titus tiziano tobias tobiasz toby todd todor toivo tom tomas tomasz tomaz tomislav
    tommaso tommy tomohiro tony torbjorn toribio tormod torsten toru torvald toshio toshiro trevor tristan trygve
    tshepo tsutomu tudor tumelo tunde tuomas turgut tybalt tycho tymoteusz uche ulf ulrich ulrik ulysses umar
    umberto umut unai unnikrishnan uros uwe vaclav vadim valentin valentine valerio valery vasco vasil vasile
    vasilis veikko velibor veljko venkat vernon vicente victor vidar viggo vijay vikram viktor vilhelm ville vinay
    vincent vincenzo vinod virgil vishnu viswanathan vito vittorio vivek vlad vladimir vladislav vojtech volker
    volodymyr vratislav vsevolod vyacheslav waclaw waldemar waldo walid walter warren wasim wayne wenceslas wendel
    werner wieslaw wiktor wilbur wilfred wilfrid wilfried wilhelm will willard willem william willie winston wiremu
    witold wladyslaw wojciech wolfgang wolodymyr wouter xabier xavi xavier yakov yakub yanis yannick yannis yaroslav
    yaser yashwant yasser yasuo yefim yehuda yevgeny yiannis yigit yitzhak yohannes yoichi yonatan yorgos yosef
    yoshi yoshio yousef youssef yuichi yuji yukio yunus yuri yury yusuf yutaka yves zacarias zachariah zachary zafar
    zahid zaid zakaria zbigniew zdenek zdzislaw zebediah zeljko zenon zequinha zhivko ziad zlatan zlatko zoltan
    zoran zsolt zuberi zubin zvonimir zygmunt
    """
)

# What people are called for short, where that is no beginning of the name.
PET_NAMES: dict[str, tuple[str, ...]] = {
    "bob": ("robert",),
    "bobby": ("robert",),
    "bill": ("william",),
    "billy": ("william",),
    "dick": ("richard",),
    "teddie": ("edward", "theodore"),
    "teddy": ("edward", "theodore"),
    "ned": ("edward", "edmund"),
    "ted": ("edward", "theodore"),
    "jack": ("john",),
    "harry": ("henry", "harold"),
    "hal": ("henry", "harold"),
    "jim": ("james",),
    "jimmy": ("james",),
    "tony": ("anthony", "antony"),
    "bert": ("albert", "herbert", "robert", "gilbert"),
    "peg": ("margaret",),
    "peggy": ("margaret",),
    "pegeen": ("margaret",),
    "maggie": ("margaret",),
    "meg": ("margaret",),
    "daisy": ("margaret",),
    "nell": ("eleanor", "helen", "ellen"),
    "nelly": ("eleanor", "helen", "ellen"),
    "polly": ("mary",),
    "molly": ("mary",),
    "sally": ("sarah",),
    "kitty": ("catherine", "katherine"),
    "kate": ("catherine",),
    "beth": ("elizabeth",),
    "betty": ("elizabeth",),
    "bess": ("elizabeth",),
    "lizzie": ("elizabeth",),
    "liz": ("elizabeth",),
    "liza": ("elizabeth", "eliza"),
    "fanny": ("frances",),
    "nancy": ("ann", "anne", "agnes"),
    "tess": ("theresa", "teresa"),
    "dolly": ("dorothy", "dorothea"),
    "patsy": ("patricia", "patrick", "martha"),
    "hetty": ("henrietta", "harriet"),
    "bella": ("isabella", "arabella"),
    "vicky": ("victoria",),
    "vickey": ("victoria",),
    "lina": ("caroline", "carolina"),
}


def gender(name: str) -> str:
    """male or female where a given name, with or without its accents, tells it, else ""."""
    name = plain_letters(name)
    return "female" if name in WOMEN else "male" if name in MEN else ""
