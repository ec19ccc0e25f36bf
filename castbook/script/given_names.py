"""Given names that are borne by women or by men alone: a sign of whom he and she mean, never told of a look. Pure."""

from __future__ import annotations

from .lexicon import word_list

WOMEN = word_list(
    """
    abby abigail ada adela adelaide adele adeline agatha agnes aileen alexandra alice alicia alison allegra alma
    amanda amber amelia amelie amy anastasia andrea angela angelica angelina anita ann anna annabel annabelle
    anne annette annie antonia arabella aria astrid audrey augusta aurelia aurora ava barbara beatrice beatrix
    becky belinda bella bernadette bernice berta bertha beryl bess bessie beth betsy betty bianca birgit blanche
    brenda briana bridget brigid brigitte bronwyn camilla candida carla carlotta carmen carol carole carolina
    caroline carolyn carrie cassandra catalina caterina catherine cathleen cathy cecilia cecily celeste celia
    charity charlotte cheryl chloe christiana christina christine cindy clara clarissa claudia clementine
    cleopatra colette colleen constance consuelo cora cordelia corinna cornelia cynthia daisy daphne dawn
    deborah debra deirdre delia delilah denise diana diane dina dinah dolly dolores dora doreen doris dorothea
    dorothy edith edna effie eileen elaine eleanor eleanora elena eliza elizabeth ella ellen elsa elsie elspeth
    elvira emilia emily emma enid erica erika ernestine esmeralda esperanza estella esther ethel etta eugenia
    eunice eva eve evelina faith fanny fatima felicia felicity fiona flora florence frances francesca freda
    frieda gabriella gabrielle gail gemma genevieve georgia georgiana georgina geraldine germaine gertrude gilda
    gillian ginny gisela giulia gladys glenda gloria grace greta gretchen gretel griselda gudrun guinevere gwen
    gwendolen gwendolyn hanna hannah harriet hattie hazel heather hedda hedwig heidi helen helena helene helga
    henrietta hermione hester hilda hildegard honor hope hortense ida imogen ines inga ingrid irene iris irma
    isabel isabella isadora isobel isolde ivy jacqueline jane janet janice jeanette jeanne jemima jennie
    jennifer jenny jessica jessie jill joan joanna johanna josephine joy joyce juanita judith judy julia juliana
    julie juliet juliette justine karen karin kate katherine kathleen kathryn kathy katie katrina katya kirsten
    kirsty kitty kristen kristin kristina laetitia laura lavinia leila lena leonora letitia liane libby lilian
    lillian lily linda lisa lisbeth liv livia liz liza lizzie lois lola lorelei lorna lorraine lottie louisa
    louise lucia lucille lucinda lucretia lucy luisa lulu luna lydia mabel madeleine madeline madge mae magda
    magdalena maggie maisie malvina mamie marcella marcia margaret margarita margery margot marguerite maria
    mariah marian mariana marianne marie mariel marietta marilyn marina marjorie marlene marta martha martina
    mary matilda maud maude maureen mavis maya meg megan melanie melinda melissa mercedes mercy mia michelle
    mildred millicent millie mina minerva minnie mira miranda miriam moira molly mona monica muriel myra myrtle
    nadia nadine nan nancy naomi natalia natalie natasha nell nellie nelly netta nettie nicole nina nora norah
    noreen norma octavia odette olga olive olivia olympia opal ophelia pamela pandora pansy patience patricia
    patsy paula pauline pearl peg peggy penelope penny petra petronella petunia phoebe phyllis polly pollyanna
    poppy portia primrose prudence rachel ramona rebecca regina renata rhoda rhonda rita roberta rosa rosalie
    rosalind rosamond rosanna rosanne rose rosemary rosie rosina rowena roxana roxane ruby ruth sabina sabrina
    sadie sally salome samantha sandra sara sarah selina selma serena sharon sheila sibyl sigrid simone sofia
    solveig sonia sonya sophia sophie stella stephanie sue susan susanna susannah susie suzanne svetlana sylvia
    sylvie tabitha tamara tania tanya tara tatiana tess tessa thea thekla thelma theodora theresa therese
    tiffany tilly tina trudy ursula valentina valerie vanessa vera verena verity veronica victoria vida viola
    violet violetta virginia viv vivien wanda wendy wilhelmina wilma winifred winnie yolanda yvette yvonne zelda
    zillah zoe zuleika
    """
)
MEN = word_list(
    """
    aaron abdul abel abner abraham abram adam adolf adolphus adrian ahmed alan alaric albert alec alessandro
    alexander alexei alfonso alfred alfredo ali alistair allan alonzo aloysius alphonse alvin ambrose amos
    anatole anders andre andreas andrei andrew andy angelo angus anselm anthony antoine anton antonio archibald
    archie armand arnold arthur august auguste augustin augustine augustus axel barnabas barnaby barney barry
    bartholomew basil ben benedict benjamin bennet bennett benny bernard bernardo bert bertie bertram bertrand
    bill billy bjorn bob bobby boris bradley bram brendan brian bruce bruno caesar caleb calvin cameron carl
    carlo carlos caspar cecil cedric charles chester christian christopher clarence claude claus clement
    clifford clive clyde cole colin conrad constantine cornelius craig crispin curtis cuthbert cyril cyrus
    damian daniel dante darren darryl david denis dennis derek dermot desmond diego dimitri dirk dmitri dominic
    donald dorian douglas duncan dwight ebenezer eddie edgar edmund edouard eduardo edward edwin egbert eilert
    elias elijah elliot elliott elmer elroy emanuel emil emile emilio emmanuel enoch enrico enrique ephraim
    erasmus eric erik ernest ernst erwin esteban ethan etienne eugene eustace evan everett ezekiel ezra fabian
    felipe felix ferdinand fergus fernando fidel fitzwilliam floyd francois frank franklin franz fred freddie
    freddy frederic frederick friedrich fritz gareth gary gaston gavin geoffrey george gerald gerard gideon
    gilbert giles giovanni giuseppe godfrey gordon graham gregor gregory guido guillermo gunnar gunther gus
    gustav gustave guy hamilton hamish hamlet hank hannibal hans harold harry harvey hassan heathcliff hector
    heinrich helmut henri henry herbert hercule hercules herman hermann hiram hjalmar homer horace horatio
    howard hubert hugh hugo humphrey ian ibrahim ichabod ignatius igor ingmar isaac isaiah ivan ivor jack jacob
    jacques jake james jared jason jasper jeff jefferson jeffrey jeremiah jeremy jerome jerry jim jimmy joachim
    joe joel johan johann johannes john johnny jonah jonas jonathan jorge jose josef joseph joshua josiah juan
    jude jules julian julio julius justin karl keith kenneth kevin klaus konrad kurt lars laurence lawrence leif
    leo leon leonard leonardo leopold leroy lewis liam lionel lorenzo louis lucas lucian lucifer lucius ludwig
    luigi luis luke luther magnus malachi malcolm manfred manuel marcel marco marcus mario marius mark martin
    marvin matthew maurice maxim maximilian melvin michael michel miguel mike mikhail miles milton mohammed
    mordecai mortimer moses nathan nathaniel neil neville nicholas nicodemus nicolas nigel nikolai noah noel
    norman obadiah octavius olaf oliver omar orlando orson orville oscar osvald oswald otto owen pablo pascal
    patrick paul paulo pavel pedro percival percy peregrine peter phil philip philippe phillip phineas pierre
    piotr pius quentin rafael ralph ramon raoul raphael raul raymond reginald reuben rex reynold ricardo richard
    richie rob robbie robert roberto roderick rodney rodrigo roger roland rolf roman romeo ronald rory ross
    rudolf rudolph rufus rupert russell salvador samson samuel sebastian septimus sergei sergio seth seymour
    sherlock siegfried sigmund silas silvester simeon simon solomon spencer stanley stefan stephen steve steven
    stuart sven sylvester ted terence thaddeus theo theobald theodore thomas thorvald tim timothy titus tobias
    toby todd tom tomas tommy tony torvald trevor tristan tybalt ulrich ulysses valentine vernon victor vincent
    vincenzo virgil vladimir waldo walter warren wayne wilbur wilfred wilfrid wilhelm will willard william
    willie winston wolfgang xavier zachary zebediah
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
    """male or female where a given name tells it, else ""."""
    return "female" if name in WOMEN else "male" if name in MEN else ""
