"""The weights of weighing.py, as tests/script_weights.py prints them: the bias, then each feature's. Pure."""

WEIGHTS = """
-3.73
&:-0.11 &A:-0.17 &D:-0.38 &H:-0.13 &M:0.22 &Q:-0.13 &R:-0.30 &S:-1.24 &T:0.08 &V:0.01 &X:-0.01 &d:0.33 &h:-0.09
&i:0.48 &p:-0.19 A:0.33 AD:-0.39 AF:-0.32 AG:0.27 AK:-0.17 AU:0.09 AX:-0.39 Ab:-0.17 Ad:-0.24 Ae:0.21 B:0.55 B$:0.13
B&:0.46 BC:0.31 Bh:0.59 Bp:-0.06 C:0.37 CA:0.01 CD:0.20 CI:0.16 CJ:-0.20 CK:-0.08 CN:0.07 CX:-0.46 Cp:0.25 Ct:-0.33
Cw:0.33 D:0.51 D$:0.03 DB:-0.10 DD:0.29 DF:0.58 DG:0.25 DI:0.22 DN:0.08 DP:-0.11 DX:-0.05 Dg:-0.03 Dm:0.11 Dp:0.41
F:0.17 FA:0.03 FD:0.03 FG:0.03 FM:0.11 FQ:0.28 FX:-0.10 Fh:-0.28 Fq:0.03 Ft:-0.17 G:0.93 G&:0.41 GA:0.21 GG:0.24
GI:0.64 GJ:0.61 GK:-0.06 GL:0.02 GS:0.54 Gh:0.09 Gp:0.55 H:0.26 HK:-0.36 HV:-0.11 HX:0.25 Hh:0.48 Hp:-0.16 I:0.02
ID:-0.15 IX:0.01 Ia:0.35 Id:-0.44 Ih:-0.20 J:-0.34 JM:-0.07 JR:0.30 JX:-0.03 Jh:-0.18 Jw:-0.69 KD:0.30 KF:-0.15
KI:-0.68 KL:0.11 KM:0.06 KT:-0.49 KV:0.14 Kd:0.31 Kp:-0.09 Kw:0.25 LA:0.06 LM:-0.29 LX:0.08 Lt:0.47 M:0.18 MG:0.26
MK:0.50 MT:-0.42 MX:-0.29 Mb:-0.39 N:0.10 NA:0.48 NC:0.18 NH:-0.14 NK:0.07 NM:-0.47 NN:0.44 NO:-0.28 NQ:1.05
NV:-0.35 NX:-0.15 NY:0.09 Nh:0.72 OG:0.03 OI:-0.21 OL:-0.01 ON:0.21 P$:-0.01 P&:-0.35 PC:-0.13 PF:0.18 PK:0.67
PM:-0.63 Q:0.22 Q$:0.54 QI:-0.22 QL:0.32 QP:-0.10 QQ:-0.59 Qp:0.43 Qu:0.03 R:-0.02 RH:0.01 RV:-0.34 RX:-0.08 S:-0.11
Sh:-0.45 Sp:0.16 T:-0.05 T$:-0.09 T&:-0.28 TD:0.11 TF:-0.12 TK:-0.44 TM:-0.34 TT:0.21 TX:0.10 Tb:0.12 Th:-0.21
Tp:-0.28 V:-0.04 V$:-0.26 VA:-0.10 VM:-0.31 VN:-0.40 VT:0.15 VX:-0.10 Vh:-0.67 Vp:-0.03 Vt:1.11 Vw:-0.14 W:0.88
WI:-0.25 Wp:0.42 X:0.03 X$:-0.23 X&:-0.25 XA:-0.10 XC:-0.33 XG:1.20 XH:0.10 XI:-0.17 XK:0.01 XL:-0.24 XM:-0.18
XN:-0.10 XO:0.16 XP:-0.03 XQ:-0.40 XS:0.22 XT:-0.12 XV:-0.18 XX:-0.21 XY:0.18 Xh:-0.19 Xo:-0.02 Xp:-0.01 Xs:0.05
Xw:-0.10 Y:0.65 Z:-0.21 Z$:-0.32 ZI:0.05 ^&:-0.14 ^J:0.04 ^K:-0.20 ^M:0.20 ^N:0.10 ^Q:-0.14 ^V:-0.11 ^X:-0.16
^d:0.12 ^h:-0.32 ^p:-0.05 b:0.56 bA:-0.15 bC:0.02 bK:-0.35 bR:-0.27 bX:0.13 c:0.69 cp:0.93 d:0.54 d$:0.29 d&:0.41
dI:0.25 dL:0.37 dP:-0.05 dX:-0.32 dZ:-0.04 db:0.17 dd:0.57 dh:1.07 dp:0.49 e:0.12 fC:0.20 g:0.31 g$:-0.11 gI:0.69
gX:0.18 gp:0.11 h:-0.06 hB:0.11 hD:0.23 hJ:-0.59 hM:0.68 hN:-0.04 hX:-0.21 hp:0.02 hw:0.18 i:-0.26 i$:-0.17 iS:0.72
iV:-0.04 io:0.36 ip:0.14 k:-0.22 kM:-0.37 m:0.94 mF:0.19 o:-0.21 oM:-0.12 oh:-0.38 p:-0.10 pA:-0.20 pC:-0.28 pG:0.05
pM:0.01 pN:-0.39 pQ:0.18 pR:0.02 pT:-0.07 pX:-0.19 ph:-0.21 play-by-before:0.33 play-by-list-name:-0.28
play-by-many:-0.68 play-by-name:-0.30 play-by-nobody:-2.15 play-by-pronoun:0.07 play-by-subject:-0.33
play-by-told:1.92 play-covered:0.58 play-goes-on:0.62 play-others-0:0.07 play-others-1:-0.60 play-others-2:-1.34
play-told-1:0.70 play-told-2:0.29 play-told-3:0.45 play-words-0:-0.32 play-words-2:0.17 play-words-4:0.21
play-words-7:-1.06 pp:-0.25 prose-by-before:0.36 prose-by-narrator:-0.10 prose-by-nobody:-2.69
prose-by-possessive:0.57 prose-by-pronoun:0.42 prose-by-subject:-0.08 prose-by-told:1.26 prose-covered:0.26
prose-goes-on:0.28 prose-others-1:0.04 prose-several:-0.17 prose-told-1:0.74 prose-told-2:0.80 prose-told-3:0.21
prose-words-2:0.06 prose-words-3:0.09 prose-words-5:0.01 prose-words-6:-0.13 q:1.42 r:0.09 s:-0.06 sI:-0.27
screenplay-by-before:0.37 screenplay-by-many:-2.49 screenplay-by-name:-0.49 screenplay-by-nobody:-2.54
screenplay-by-pronoun:0.03 screenplay-by-subject:-0.49 screenplay-by-told:0.99 screenplay-covered:1.94
screenplay-goes-on:0.13 screenplay-others-0:0.55 screenplay-others-2:-0.17 screenplay-told-1:0.78
screenplay-told-2:0.37 screenplay-told-3:0.19 screenplay-words-0:-0.70 screenplay-words-2:0.17
screenplay-words-3:0.01 screenplay-words-5:-0.34 screenplay-words-7:-0.76 t:0.21 tI:0.31 tK:0.34 tX:0.31 tt:0.40
u:0.03 v:0.42 vo:-0.11 w:0.21 wG:0.25 wM:-0.36 ww:-0.51 y:0.68 y$:1.14 yp:0.93
"""
