"""Words that say nothing of what a text is about, in French and English."""

_FRENCH = """
a à afin ai ainsi alors après as au aucun aucune aujourd'hui auquel auront aussi autre autres aux
auxquelles auxquels avaient avait avant avec avez avoir avons ayant c car ce ceci cela celle celles
celui cependant ces cet cette ceux chaque chez ci combien comme comment d dans de depuis des
desquelles desquels dès dit donc dont doit doivent du duquel elle elles en encore entre es est et
était étaient étant été être eu eux fait faire faut font furent ici il ils j je jusqu l la là
laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me même
mêmes mes moi mon n ne ni nos notre nous on ont ou où par parce pas pendant peut peuvent plus pour
pourquoi puis puisqu puisque puis-je qu quand que quel quelle quelles quelqu quels qui quoi quoiqu
quoique s sa sans se sera seront ses si soi soient soit son sont sous sur suis t ta te tel telle
telles tels tes toi ton tous tout toute toutes très tu un une vers via voici voilà vos votre vous y
"""
_ENGLISH = """
a about after again all also am an and any are aren't as at be because been before being below
between both but by can cannot could did do does doing down during each few for from further had has
have having he her here hers him his how i if in into is it its itself just may me might more most
must my no nor not of off on once only or other our ours out over own s same shall she should so
some such t than that the their theirs them then there these they this those through to too under
until up upon very was we were what when where which while who whom whose why will with within would
you your yours
"""

STOP_WORDS = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
