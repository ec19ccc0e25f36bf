"""The weights of weighing.py, as tests/script_weights.py prints them: the bias, then each feature's. Pure."""

WEIGHTS = """
-3.69
&:-0.11 &A:-0.14 &D:-0.37 &H:-0.13 &M:0.22 &P:-0.03 &Q:-0.15 &R:-0.30 &S:-1.24 &T:0.09 &V:0.01 &d:0.30 &h:-0.05 &i:0.46
&p:-0.20 A:0.32 AD:-0.39 AF:-0.34 AG:0.28 AK:-0.17 AU:0.08 AX:-0.39 Ab:-0.18 Ad:-0.25 Ae:0.19 B:0.55 B$:0.12 B&:0.48
BC:0.31 Bh:0.57 Bp:-0.06 C:0.37 CA:0.03 CD:0.20 CI:0.17 CJ:-0.21 CK:-0.07 CN:0.18 CX:-0.46 Cp:0.24 Ct:-0.33 Cw:0.31
D:0.50 D$:0.03 DB:-0.09 DD:0.32 DF:0.56 DG:0.26 DI:0.23 DN:0.09 DP:-0.12 DX:-0.04 Dg:-0.01 Dm:0.02 Dp:0.41 F:0.18
FA:0.02 FD:0.02 FG:0.03 FM:0.11 FQ:0.21 FX:-0.09 Fh:-0.30 Fq:0.03 Ft:-0.20 G:0.93 G&:0.40 GA:0.21 GG:0.23 GI:0.64
GJ:0.60 GK:-0.06 GL:0.02 GS:0.55 GX:0.02 Gh:0.09 Gp:0.55 H:0.26 HK:-0.37 HV:-0.11 HX:0.26 Hh:0.47 Hp:-0.17 I:0.01
ID:-0.14 IX:0.01 Ia:0.27 Id:-0.45 Ih:-0.20 J:-0.32 JM:-0.08 JR:0.26 JX:-0.04 Jh:-0.18 Jp:0.01 Jw:-0.70 KD:0.30 KF:-0.14
KI:-0.67 KL:0.13 KM:0.07 KT:-0.49 KV:0.14 Kd:0.31 Kp:-0.10 Kw:0.22 LA:0.04 LD:0.02 LM:-0.30 LX:0.08 Ld:-0.12 Lt:0.46
M:0.17 MG:0.27 MK:0.49 MT:-0.41 MX:-0.29 Mb:-0.40 Mt:-0.02 N:0.09 NA:0.47 NC:0.17 NH:-0.15 NK:0.05 NM:-0.49 NN:0.41
NO:-0.28 NQ:1.02 NV:-0.36 NX:-0.15 NY:0.09 Nh:0.67 OG:0.04 OI:-0.19 ON:0.23 P$:-0.01 P&:-0.34 PC:-0.12 PF:0.21 PK:0.68
PM:-0.62 Q:0.24 Q$:0.52 QI:-0.21 QL:0.48 QQ:-0.58 Qp:0.42 Qu:0.02 R:-0.03 RH:0.01 RV:-0.33 RX:-0.07 S:-0.10 Sh:-0.51
Sp:0.15 T:-0.05 T$:-0.10 T&:-0.29 TD:0.09 TF:-0.13 TK:-0.45 TM:-0.32 TT:0.21 TX:0.10 Tb:0.10 Th:-0.22 Tp:-0.29 V:-0.05
V$:-0.26 VA:-0.10 VM:-0.31 VN:-0.40 VT:0.16 VX:-0.09 Vh:-0.67 Vp:-0.04 Vt:1.09 Vw:-0.14 W:0.94 WI:-0.30 Wp:0.35 X:0.01
X$:-0.23 X&:-0.25 XA:-0.11 XC:-0.31 XD:-0.03 XG:1.20 XH:0.09 XI:-0.17 XL:-0.24 XM:-0.19 XN:-0.09 XO:0.16 XP:-0.04
XQ:-0.41 XS:0.20 XT:-0.12 XV:-0.18 XX:-0.21 XY:0.17 Xh:-0.20 Xo:-0.03 Xp:-0.02 Xs:0.03 Xw:-0.12 Y:0.64 Z:-0.23 Z$:-0.30
ZI:0.09 ^&:-0.10 ^J:0.03 ^K:-0.20 ^M:0.21 ^N:0.12 ^Q:-0.15 ^V:-0.10 ^X:-0.16 ^d:0.13 ^h:-0.32 ^p:-0.03 b:0.57 bA:-0.12
bC:0.01 bK:-0.35 bR:-0.24 bX:0.14 c:0.66 c&:0.02 cp:0.92 d:0.56 d$:0.28 d&:0.40 dI:0.25 dL:0.28 dP:-0.07 dX:-0.30
dZ:-0.02 db:0.11 dd:0.58 dh:1.07 dp:0.47 e:0.14 fC:0.21 g:0.30 g$:-0.12 gI:0.71 gX:0.19 gp:0.12 h:-0.05 hB:0.10 hD:0.23
hJ:-0.59 hM:0.66 hN:-0.04 hP:-0.01 hX:-0.22 hp:0.02 hw:0.18 i:-0.23 i$:-0.22 iS:0.56 iV:-0.06 io:0.34 ip:0.11 k:-0.22
kM:-0.36 m:0.93 mF:0.22 o:-0.21 oM:-0.12 oh:-0.37 p:-0.08 pA:-0.20 pC:-0.27 pG:0.05 pM:0.02 pN:-0.38 pQ:0.19 pR:0.03
pT:-0.05 pX:-0.17 ph:-0.21 play-by-before:0.32 play-by-list-name:-0.26 play-by-many:-0.70 play-by-name:-0.28
play-by-nobody:-2.15 play-by-pronoun:0.08 play-by-subject:-0.33 play-by-told:1.93 play-covered:0.59 play-goes-on:0.61
play-others-0:0.05 play-others-1:-0.61 play-others-2:-1.35 play-told-1:0.70 play-told-2:0.29 play-told-3:0.45
play-words-0:-0.33 play-words-2:0.17 play-words-4:0.21 play-words-7:-1.07 pp:-0.25 q:1.42 r:0.09 s:-0.06 sI:-0.26
screenplay-by-before:0.38 screenplay-by-many:-2.47 screenplay-by-name:-0.50 screenplay-by-nobody:-2.56
screenplay-by-pronoun:0.02 screenplay-by-subject:-0.50 screenplay-by-told:1.00 screenplay-covered:1.94
screenplay-goes-on:0.12 screenplay-others-0:0.53 screenplay-others-2:-0.16 screenplay-told-1:0.78
screenplay-told-2:0.37 screenplay-told-3:0.19 screenplay-words-0:-0.70 screenplay-words-2:0.18 screenplay-words-3:0.02
screenplay-words-5:-0.34 screenplay-words-7:-0.76 t:0.21 tI:0.32 tK:0.33 tX:0.37 tt:0.38 u:0.02 v:0.42 vo:-0.11 w:0.22
wG:0.23 wM:-0.37 ww:-0.51 y:0.67 y$:1.12 yp:0.91
"""
