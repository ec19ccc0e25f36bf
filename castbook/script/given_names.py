"""Given names that are borne by women or by men alone: a sign of whom he and she mean, never told of a look. Pure."""

from __future__ import annotations

from .lexicon import word_list

WOMEN = word_list(
    """
    abby abigail ada adela adelaide adele adeline agatha agnes aileen alexandra alice alicia alison allegra alma
    amanda amelia amelie amy anastasia andrea angela angelica angelina anita ann anna annabel annabelle anne
    annette annie antonia arabella aria astrid audrey augusta aurelia aurora ava barbara beatrice beatrix becky
    belinda bella bernadette bernice berta bertha beryl bess bessie beth betsy betty bianca birgit blanche
    brenda briana bridget brigid brigitte bronwyn camilla candida carla carlotta carmen carole carolina caroline
    carolyn carrie cassandra catalina caterina catherine cathleen cathy cecilia cecily celeste celia charlotte
    cheryl chloe christiana christina christine cindy clara clarissa claudia clementine cleopatra colette
    colleen consuelo cora cordelia corinna cornelia cynthia daphne deborah debra deirdre delia delilah denise
    diana diane dina dinah dolores dora doreen doris dorothea dorothy edith edna effie eileen elaine eleanor
    eleanora elena eliza elizabeth ella ellen elsa elsie elspeth elvira emilia emily emma enid erica erika
    ernestine esmeralda esperanza estella esther ethel etta eugenia eunice eva eve evelina fatima felicia
    felicity fiona flora frances francesca freda frieda gabriella gabrielle gail gemma genevieve georgiana
    georgina geraldine germaine gertrude gilda gillian ginny gisela giulia gladys glenda gloria greta gretchen
    gretel griselda gudrun guinevere gwen gwendolen gwendolyn hanna hannah harriet hattie hedda hedwig heidi
    helen helena helene helga henrietta hermione hester hilda hildegard hortense ida imogen ines inga ingrid
    irene irma isabel isabella isadora isobel isolde jacqueline jane janet janice jeanette jeanne jemima jennie
    jennifer jenny jessica jessie jill joan joanna johanna josephine joyce juanita judith judy julia juliana
    julie juliet juliette justine karen karin kate katherine kathleen kathryn kathy katie katrina katya kirsten
    kirsty kitty kristen kristin kristina laetitia laura lavinia leila lena leonora letitia liane libby lilian
    lillian linda lisa lisbeth liv livia liz liza lizzie lois lola lorelei lorna lottie louisa louise lucia
    lucille lucinda lucretia lucy luisa lulu luna lydia mabel madeleine madeline madge mae magda magdalena
    maggie maisie malvina mamie marcella marcia margaret margarita margery margot marguerite maria mariah marian
    mariana marianne marie mariel marietta marilyn marina marjorie marlene marta martha martina mary matilda
    maud maude maureen mavis maya meg megan melanie melinda melissa mercedes mia michelle mildred millicent
    millie mina minerva minnie mira miranda miriam moira molly mona monica muriel myra myrtle nadia nadine nan
    nancy naomi natalia natalie natasha nell nellie nelly netta nettie nicole nina nora norah noreen norma
    octavia odette olga olivia olympia ophelia pamela pandora pansy patricia paula pauline peggy penelope penny
    petra petronella petunia phoebe phyllis polly pollyanna portia primrose rachel ramona rebecca regina renata
    rhoda rhonda rita roberta rosa rosalie rosalind rosamond rosanna rosanne rosemary rosie rosina rowena roxana
    roxane ruth sabina sabrina sadie sally salome samantha sandra sara sarah selina selma serena sharon sheila
    sibyl sigrid simone sofia solveig sonia sonya sophia sophie stella stephanie sue susan susanna susannah
    susie suzanne svetlana sylvia sylvie tabitha tamara tania tanya tara tatiana tess tessa thea thekla thelma
    theodora theresa therese tiffany tilly tina trudy ursula valentina valerie vanessa vera verena verity
    veronica vida violetta viv vivien wanda wendy wilhelmina wilma winifred winnie yolanda yvette yvonne zelda
    zillah zoe zuleika
    """
)
MEN = word_list(
    """
    aaron abdul abel abner abraham abram adam adolf adolphus adrian ahmed alan alaric albert alec alessandro
    alexander alexei alfonso alfred alfredo ali alistair allan alonzo aloysius alphonse alvin ambrose amos
    anatole anders andre andreas andrei andrew andy angelo angus anselm anthony antoine anton antonio archibald
    archie armand arnold arthur auguste augustin augustine augustus axel barnabas barnaby barney barry
    bartholomew benedict benjamin bennet bennett benny bernard bernardo bert bertie bertram bertrand billy bjorn
    bobby boris bradley brendan brian bruce bruno caesar caleb calvin cameron carl carlo carlos caspar cecil
    cedric charles christopher clarence claude claus clifford clive clyde cole colin conrad constantine
    cornelius craig crispin curtis cuthbert cyril cyrus damian daniel dante darren darryl david denis dennis
    derek dermot desmond diego dimitri dirk dmitri dominic donald dorian douglas duncan dwight ebenezer eddie
    edgar edmund edouard eduardo edward edwin egbert eilert elias elijah elliot elliott elmer elroy emanuel emil
    emile emilio emmanuel enoch enrico enrique ephraim erasmus eric erik ernest ernst erwin esteban ethan
    etienne eugene eustace evan everett ezekiel ezra fabian felipe felix ferdinand fergus fernando fidel
    fitzwilliam floyd francois franklin franz fred freddie freddy frederic frederick friedrich fritz gareth gary
    gaston gavin geoffrey george gerald gerard gideon gilbert giles giovanni giuseppe godfrey gordon graham
    gregor gregory guido guillermo gunnar gunther gus gustav gustave hamish hamlet hank hannibal hans harold
    harry harvey hassan heathcliff hector heinrich helmut henri henry herbert hercule hercules herman hermann
    hiram hjalmar horace horatio howard hubert hugh hugo humphrey ian ibrahim ichabod ignatius igor ingmar isaac
    isaiah ivan ivor jacob jacques jake james jared jason jeff jeffrey jeremiah jeremy jerome jerry jim joachim
    joe joel johan johann johannes john johnny jonah jonas jonathan jorge jose josef joseph joshua josiah juan
    jude jules julian julio julius justin karl keith kenneth kevin klaus konrad kurt lars laurence lawrence leif
    leo leon leonard leonardo leopold leroy lewis liam lionel lorenzo louis lucas lucian lucius ludwig luigi
    luis luke luther malachi malcolm manfred manuel marcel marco marcus mario marius martin marvin matthew
    maurice maxim maximilian melvin michael michel miguel mike mikhail milton mohammed mordecai mortimer nathan
    nathaniel neil neville nicholas nicodemus nicolas nigel nikolai noah noel norman obadiah octavius olaf
    oliver omar orlando orson orville oscar osvald oswald otto owen pablo pascal patrick paul paulo pavel pedro
    percival percy peregrine peter phil philip philippe phillip phineas pierre piotr pius quentin rafael ralph
    ramon raoul raphael raul raymond reginald reuben reynold ricardo richard richie robbie robert roberto
    roderick rodney rodrigo roger roland rolf roman romeo ronald rory ross rudolf rudolph rufus rupert russell
    salvador samson samuel sebastian septimus sergei sergio seth seymour siegfried sigmund silas silvester
    simeon simon solomon spencer stanley stefan stephen steve steven stuart sven sylvester ted terence thaddeus
    theo theobald theodore thomas thorvald timothy titus tobias toby todd tom tomas tommy tony torvald trevor
    tristan tybalt ulrich ulysses valentine vernon victor vincent vincenzo virgil vladimir waldo walter warren
    wayne wilbur wilfred wilfrid wilhelm willard william willie winston wolfgang xavier zachary zebediah
    """
)


def gender(name: str) -> str:
    """male or female where a given name tells it, else ""."""
    return "female" if name in WOMEN else "male" if name in MEN else ""
