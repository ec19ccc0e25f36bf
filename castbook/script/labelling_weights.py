"""The weights of labelling.py, as tests/script_labels.py prints them: each feature's. Pure."""

WEIGHTS = """
&+A:-0.15 &+J:-0.04 &+L:-0.02 &+M:-0.20 &+N:-0.08 &+R:-0.07 &+T:0.02 &+V:-0.09 &+d:0.02 &+h:-0.12 &+i:-0.01 &+p:-0.07
&:-0.78 &A:0.02 &J:-0.03 &T:0.02 &V:-0.05 &X:0.03 &d:0.02 &h:0.05 A+B:-0.02 A+D:-0.01 A+K:0.02 A+O:-0.01 A+P:-0.01
A+X:0.07 A+b:0.02 A+d:0.11 A:0.17 AB:-0.02 AD:-0.03 AK:0.03 AP:-0.01 AX:0.09 Ab:0.02 Ad:0.09 B+$:0.02 B+&:0.04
B+F:-0.01 B+V:0.02 B+X:0.08 B:0.20 BF:-0.01 BX:0.02 Bp:-0.02 C+D:0.02 C+J:-0.05 C+Q:0.02 C+p:-0.08 C:-0.05 CA:0.02
CD:0.02 CJ:-0.04 CQ:0.02 Cp:-0.07 D&:-0.12 D+$:0.02 D+B:-0.02 D+D:0.03 D+G:0.01 D+K:0.02 D+P:-0.02 D+X:0.01 D+b:0.07
D:0.30 DB:-0.01 DD:0.02 DG:0.02 DK:0.02 DP:-0.02 DX:0.02 Db:0.08 F+A:-0.03 F+T:-0.01 F+h:0.01 F+i:0.02 F:0.06 FT:-0.01
Fh:0.06 Fi:0.02 G&:-0.05 G+$:0.04 G+&:0.09 G+C:0.01 G:0.26 Gp:-0.01 H+X:-0.04 HX:-0.01 I+M:0.03 I+h:-0.11 IM:0.02
Ih:-0.08 J+I:-0.01 J+X:-0.04 J:-0.08 JM:-0.02 JX:-0.04 K+C:-0.03 K+D:-0.01 K+N:-0.02 K+V:-0.01 K+X:-0.01 K+p:0.03
KA:0.02 KC:-0.03 KD:-0.02 L+A:-0.04 L+M:0.02 M+B:0.07 M+D:0.08 M+G:0.04 M+T:-0.12 M+b:-0.02 M+d:0.05 M+k:-0.01 M:0.09
MB:0.06 MD:0.06 MG:0.04 MT:-0.11 Mb:-0.03 Md:0.04 Mk:-0.01 N+K:-0.02 N+N:0.07 N+V:-0.12 N+h:0.03 N:-0.13 NK:-0.02
NV:-0.12 NX:-0.04 Nh:0.01 O+$:-0.05 O:0.01 Op:0.02 P+$:-0.03 P+F:0.01 P+V:0.01 P+X:0.02 P:0.12 PF:0.02 PR:0.01 Q:0.07
R+C:0.04 R+V:-0.08 R+X:-0.02 R:-0.10 RC:0.02 RV:-0.07 RX:-0.02 S+p:0.03 S:-0.01 Sp:0.03 T+X:0.03 T+b:0.01 T+p:-0.03
T:-0.08 TX:0.04 Tb:0.01 Tp:-0.05 V+$:-0.02 V+A:0.07 V+I:-0.06 V+K:-0.04 V+L:-0.03 V+M:-0.03 V+X:-0.09 V+h:-0.06 V:-0.40
VA:0.08 VI:-0.06 VK:-0.04 VL:-0.03 VN:-0.01 VX:-0.08 W:0.01 X&:-0.26 X+$:-0.02 X+&:0.13 X+A:-0.03 X+C:-0.02 X+F:0.07
X+G:0.01 X+I:0.04 X+K:0.01 X+M:-0.07 X+N:-0.09 X+O:0.03 X+P:0.04 X+R:-0.17 X+V:-0.02 X+h:-0.19 X+o:0.01 X+p:-0.02
X:-0.22 XC:-0.08 XF:0.04 XG:0.01 XI:0.08 XL:0.02 XM:-0.06 XO:0.02 XP:0.03 XR:-0.04 XX:-0.12 Xh:-0.13 Xo:0.02 Xp:-0.14
Y+P:0.06 Y:0.06 YP:0.06 ^&:-0.22 ^N:-0.11 ^R:0.01 ^V:-0.04 ^X:-0.05 ^h:-0.05 ^p:-0.10 a:0.02 after-B:0.04 after-C:-0.03
after-G:0.06 after-H:0.14 after-M:-0.10 after-N:-0.13 after-O:-0.07 after-P:-0.04 after-Q:-0.10 after-R:0.08
after-S:-0.06 after-T:-0.02 after-V:-0.01 after-Y:-0.06 after-Z:0.03 after-b:-0.02 after-c:-0.17 after-d:0.01
after-e:0.05 after-g:-0.04 after-k:0.10 after-m:-0.03 after-r:0.20 after-read-0:0.05 after-read-1:0.01 after-t:-0.23
after-v:0.07 b&:-0.06 b+$:-0.01 b+C:0.02 b+X:0.07 b:0.20 bC:0.02 bL:-0.02 bX:0.06 before-B:0.04 before-C:0.01
before-D:-0.03 before-G:0.05 before-H:-0.02 before-J:-0.07 before-M:0.02 before-N:-0.02 before-O:0.07 before-Q:0.09
before-R:-0.03 before-S:-0.12 before-T:-0.07 before-V:0.02 before-W:0.06 before-Y:0.12 before-Z:-0.15 before-b:-0.02
before-c:-0.09 before-d:-0.09 before-e:-0.02 before-g:-0.12 before-k:0.05 before-m:-0.07 before-read-0:0.04
before-read-1:0.06 before-t:-0.04 before-v:-0.03 by-before:0.07 by-narrator:-0.17 by-portrait:0.06 by-possessive:-0.04
by-pronoun:0.08 by-subject:-0.04 by-told:0.04 c+P:0.01 c:0.08 cP:0.01 d&:0.09 d+&:0.07 d+B:0.01 d+K:-0.02 d+P:0.04
d+b:0.01 d+c:0.02 d+d:0.03 d:0.36 dB:0.01 dG:0.01 dK:-0.01 dP:0.06 db:0.02 dc:0.03 dd:0.02 faint--1:0.13 faint--2:-0.01
faint--3:-0.03 faint--4:-0.03 faint--6:-0.02 faint-0:0.06 first:-0.10 fresh-0:0.03 fresh-1:-0.02 g+&:0.02 g:0.03
h+B:0.04 h+C:0.01 h+D:0.06 h+M:-0.06 h+P:-0.02 h+R:-0.07 h+X:0.01 h+b:0.01 h+d:0.06 h+h:-0.09 h:-0.09 hB:0.04 hC:0.02
hD:0.05 hN:0.01 hP:-0.02 hX:0.01 has-B:-0.02 has-D:-0.05 has-G:-0.02 has-N:0.03 has-P:-0.03 has-V:0.10 has-W:0.03
has-Y:0.21 has-b:0.14 has-c:0.04 has-g:0.08 has-m:-0.06 hb:0.01 hd:0.05 i+C:-0.03 iC:-0.03 is-00:-0.36 is-01:-0.31
is-11:0.72 last:-0.06 likely-0-0:-0.09 likely-0-1:0.02 likely-0:-0.05 likely-1-0:-0.04 likely-1-1:-0.03 likely-1:-0.09
likely-2-0:-0.02 likely-2:-0.03 likely-3-0:-0.03 likely-3-1:0.04 likely-4-0:-0.09 likely-4-1:0.03 likely-4:-0.07
likely-5-0:-0.12 likely-5-1:0.21 likely-5:0.07 likely-6-0:-0.01 likely-6-1:0.08 likely-6:0.05 likely-7-0:0.07
likely-7-1:-0.02 likely-7:0.04 likely-8-0:-0.07 likely-8-1:0.12 likely-8:0.04 likely-9-0:-0.15 likely-9-1:0.20
likely-9:0.04 names-0:-0.01 names-2:0.04 o:-0.03 opens-&&:-0.17 opens-&A:0.01 opens-&K:0.02 opens-&M:0.07 opens-&R:0.15
opens-&X:-0.08 opens-&d:-0.06 opens-&h:-0.05 opens-&k:-0.09 opens-&p:-0.14 opens-AD:0.08 opens-AF:0.03 opens-AG:0.06
opens-AK:0.03 opens-AO:-0.04 opens-AP:-0.10 opens-AT:0.03 opens-AX:-0.02 opens-Ab:0.25 opens-Ad:-0.02 opens-Af:0.16
opens-Ak:0.23 opens-As:0.02 opens-Aw:-0.07 opens-Db:0.01 opens-Dp:-0.21 opens-IA:0.09 opens-IM:-0.14 opens-IX:-0.03
opens-Ih:-0.13 opens-Ii:-0.03 opens-JX:-0.20 opens-Jp:0.13 opens-KA:-0.06 opens-KG:0.07 opens-KJ:-0.04 opens-KN:0.04
opens-KP:0.04 opens-KR:-0.06 opens-KT:-0.05 opens-KX:0.10 opens-Kd:0.03 opens-Ki:-0.02 opens-Kw:0.02 opens-LA:-0.03
opens-LM:0.13 opens-LX:0.05 opens-Lh:-0.02 opens-MB:0.18 opens-MD:0.01 opens-MG:0.18 opens-MT:-0.04 opens-MX:-0.17
opens-Mb:0.13 opens-Mc:0.02 opens-Md:0.13 opens-Mk:-0.21 opens-Mw:0.04 opens-NC:-0.12 opens-NH:-0.22 opens-NK:0.14
opens-NN:-0.11 opens-NV:-0.08 opens-NX:0.03 opens-Nh:0.06 opens-PM:0.05 opens-PX:-0.03 opens-QC:0.02 opens-QX:-0.11
opens-Qu:-0.04 opens-RC:0.19 opens-RH:0.02 opens-RV:0.02 opens-RX:-0.10 opens-Rf:-0.11 opens-Rv:0.24 opens-VK:0.02
opens-VL:0.04 opens-VM:-0.20 opens-VN:-0.11 opens-VX:-0.05 opens-Vh:-0.02 opens-Vi:-0.04 opens-Vp:-0.06 opens-Wc:0.18
opens-XC:0.03 opens-XE:-0.10 opens-XJ:-0.09 opens-XK:-0.14 opens-XM:0.05 opens-XN:0.11 opens-XR:0.09 opens-XV:-0.05
opens-XX:-0.07 opens-Xh:-0.03 opens-cN:-0.10 opens-d&:0.02 opens-hA:0.14 opens-hC:0.03 opens-hD:0.03 opens-hK:0.10
opens-hO:0.12 opens-hP:0.16 opens-hT:-0.02 opens-hX:0.13 opens-hb:0.08 opens-hc:-0.06 opens-hd:0.10 opens-hg:-0.03
opens-hh:0.09 opens-hk:0.01 opens-ht:-0.07 opens-hw:-0.17 opens-iV:0.04 opens-ih:-0.20 opens-oM:-0.10 opens-oX:-0.07
opens-oh:-0.18 opens-pC:-0.09 opens-pG:-0.07 opens-pM:0.19 opens-pN:-0.08 opens-pQ:-0.01 opens-pR:-0.08 opens-pS:0.06
opens-pX:-0.02 opens-ph:0.04 opens-pp:0.05 opens-rI:0.05 opens-sK:-0.01 opens-sM:0.02 opens-tM:0.03 opens-tX:-0.02
opens-wB:0.02 opens-wX:0.07 opens-wp:0.02 p+A:-0.25 p+N:-0.01 p+R:-0.04 p+X:-0.05 p:-0.37 pA:-0.05 pK:0.01 pM:0.04
pX:-0.05 ph:0.07 piece-&:0.19 piece-0-0:0.32 piece-1-0:0.30 piece-1-1:0.09 piece-1-2:-0.23 piece-1-3:-0.49
piece-A:-0.04 piece-B:0.09 piece-D:0.02 piece-F:0.01 piece-G:0.08 piece-H:-0.03 piece-I:-0.05 piece-J:0.01
piece-K:-0.02 piece-L:-0.07 piece-M:-0.02 piece-N:0.05 piece-O:0.06 piece-P:-0.01 piece-Q:0.04 piece-S:-0.01
piece-T:-0.05 piece-U:-0.02 piece-V:-0.03 piece-W:0.15 piece-Y:0.12 piece-Z:-0.02 piece-a:0.20 piece-b:0.10
piece-c:0.07 piece-d:0.08 piece-e:0.03 piece-f:0.05 piece-g:0.10 piece-h:-0.09 piece-i:-0.03 piece-k:-0.17 piece-l:0.07
piece-m:0.16 piece-o:-0.04 piece-opens-&:-0.14 piece-opens-&A:-0.18 piece-opens-&B:0.01 piece-opens-&C:0.05
piece-opens-&F:0.01 piece-opens-&H:0.08 piece-opens-&J:-0.23 piece-opens-&K:-0.02 piece-opens-&L:-0.08
piece-opens-&M:-0.05 piece-opens-&N:-0.11 piece-opens-&O:0.03 piece-opens-&V:-0.05 piece-opens-&W:0.01
piece-opens-&X:0.03 piece-opens-&d:0.16 piece-opens-&h:-0.09 piece-opens-&i:-0.10 piece-opens-&p:0.12
piece-opens-&s:0.04 piece-opens-&w:0.17 piece-opens-A:-0.06 piece-opens-AB:-0.08 piece-opens-AF:0.04
piece-opens-AK:-0.18 piece-opens-AP:0.05 piece-opens-AX:-0.08 piece-opens-Ab:0.05 piece-opens-Ad:-0.10
piece-opens-Aw:0.15 piece-opens-B:-0.18 piece-opens-Bs:-0.19 piece-opens-CA:-0.03 piece-opens-CI:0.02
piece-opens-CJ:-0.14 piece-opens-CK:0.03 piece-opens-CX:0.08 piece-opens-Ch:0.04 piece-opens-Cp:-0.02
piece-opens-D:0.03 piece-opens-DB:-0.03 piece-opens-DK:0.10 piece-opens-DP:-0.03 piece-opens-Db:0.03
piece-opens-Dp:-0.10 piece-opens-F:0.08 piece-opens-FA:0.01 piece-opens-FX:0.06 piece-opens-G:0.04 piece-opens-H:0.18
piece-opens-HC:0.04 piece-opens-HV:0.03 piece-opens-I:0.06 piece-opens-IA:-0.03 piece-opens-IM:0.04 piece-opens-IX:0.13
piece-opens-Ih:-0.02 piece-opens-Ii:-0.03 piece-opens-J:-0.03 piece-opens-JA:0.04 piece-opens-JI:-0.07
piece-opens-JK:-0.02 piece-opens-JM:0.03 piece-opens-JT:0.06 piece-opens-JX:-0.10 piece-opens-Jh:-0.06
piece-opens-Jp:0.03 piece-opens-K:-0.01 piece-opens-KD:-0.09 piece-opens-KJ:-0.10 piece-opens-KK:0.05
piece-opens-KM:0.03 piece-opens-KN:-0.04 piece-opens-KR:-0.02 piece-opens-KT:0.01 piece-opens-KV:0.01
piece-opens-KX:-0.12 piece-opens-Kw:0.02 piece-opens-L:0.02 piece-opens-LA:0.10 piece-opens-LD:-0.13
piece-opens-LM:0.03 piece-opens-LX:-0.11 piece-opens-Lh:0.11 piece-opens-M:0.04 piece-opens-MB:-0.04
piece-opens-MD:0.06 piece-opens-MG:0.19 piece-opens-MK:0.01 piece-opens-MT:-0.04 piece-opens-MX:0.02
piece-opens-Mb:-0.20 piece-opens-Mc:0.02 piece-opens-Md:0.11 piece-opens-Mk:-0.19 piece-opens-N:-0.11
piece-opens-NC:0.02 piece-opens-NH:0.05 piece-opens-NM:0.02 piece-opens-NN:0.01 piece-opens-NV:0.04
piece-opens-Nv:-0.19 piece-opens-P:-0.03 piece-opens-Q:-0.04 piece-opens-Qu:-0.04 piece-opens-R:-0.06
piece-opens-RC:-0.06 piece-opens-RH:-0.21 piece-opens-RV:-0.04 piece-opens-RX:0.21 piece-opens-Rd:-0.01
piece-opens-Rf:0.04 piece-opens-Rr:-0.01 piece-opens-Rv:0.11 piece-opens-SA:-0.02 piece-opens-SX:-0.02
piece-opens-T:0.10 piece-opens-TP:0.02 piece-opens-Tp:0.03 piece-opens-VK:-0.02 piece-opens-VN:-0.02
piece-opens-VX:-0.08 piece-opens-Vp:0.12 piece-opens-X&:-0.06 piece-opens-XC:-0.02 piece-opens-XD:0.02
piece-opens-XF:0.05 piece-opens-XH:0.02 piece-opens-XI:0.22 piece-opens-XK:0.18 piece-opens-XL:-0.03
piece-opens-XM:-0.08 piece-opens-XN:-0.07 piece-opens-XP:-0.06 piece-opens-XR:0.03 piece-opens-XS:0.04
piece-opens-XV:0.01 piece-opens-XX:-0.16 piece-opens-Xi:-0.09 piece-opens-Xp:-0.03 piece-opens-Y:0.08
piece-opens-YP:0.08 piece-opens-b:0.02 piece-opens-c:-0.05 piece-opens-cN:-0.10 piece-opens-d:0.09 piece-opens-dB:0.01
piece-opens-dP:-0.08 piece-opens-dX:0.02 piece-opens-h:-0.05 piece-opens-hC:0.24 piece-opens-hK:0.02
piece-opens-hM:0.02 piece-opens-hO:-0.13 piece-opens-hP:-0.09 piece-opens-hR:-0.09 piece-opens-hT:-0.04
piece-opens-hX:0.10 piece-opens-hh:0.08 piece-opens-hw:-0.10 piece-opens-i:0.01 piece-opens-iC:-0.09
piece-opens-iV:0.09 piece-opens-p:-0.05 piece-opens-pA:-0.14 piece-opens-pG:0.06 piece-opens-pI:0.02
piece-opens-pM:-0.19 piece-opens-pN:-0.04 piece-opens-pR:0.04 piece-opens-ph:0.09 piece-opens-pi:-0.02
piece-opens-pp:0.01 piece-opens-pw:0.08 piece-opens-sM:0.02 piece-opens-t:-0.05 piece-opens-tA:-0.02
piece-opens-wB:-0.09 piece-opens-wX:0.10 piece-opens-wh:-0.04 piece-p:0.08 piece-q:0.02 piece-r:0.29 piece-read-0:0.08
piece-read-1:-0.06 piece-s:0.05 piece-t:-0.04 piece-u:-0.02 piece-v:0.09 piece-w:-0.04 piece-words-0:0.05
piece-words-1:0.01 piece-words-4:-0.02 piece-y:0.09 piece-z:-0.27 quoted-0&:-0.29 quoted-0A:0.06 quoted-0B:0.08
quoted-0C:-0.06 quoted-0D:0.03 quoted-0F:0.01 quoted-0G:0.10 quoted-0H:0.01 quoted-0I:0.01 quoted-0J:-0.05
quoted-0N:-0.21 quoted-0O:0.01 quoted-0P:0.10 quoted-0R:-0.07 quoted-0V:-0.08 quoted-0X:-0.09 quoted-0Z:-0.02
quoted-0b:0.04 quoted-0c:0.02 quoted-0d:0.04 quoted-0g:0.02 quoted-0h:0.03 quoted-0o:-0.02 quoted-0p:-0.07
quoted-1&:-0.47 quoted-1A:0.09 quoted-1B:0.09 quoted-1D:0.25 quoted-1F:0.03 quoted-1G:0.14 quoted-1H:-0.03
quoted-1M:0.11 quoted-1N:0.06 quoted-1Q:0.09 quoted-1R:-0.01 quoted-1T:-0.05 quoted-1V:-0.29 quoted-1W:0.01
quoted-1X:-0.10 quoted-1Y:0.06 quoted-1Z:0.02 quoted-1b:0.14 quoted-1c:0.04 quoted-1d:0.30 quoted-1h:-0.13
quoted-1p:-0.28 quoted-1s:-0.02 quoted-1t:0.03 quoted-1w:0.10 read-0&:-0.36 read-0:-0.02 read-0A:0.11 read-0B:0.08
read-0C:-0.06 read-0F:0.02 read-0G:0.07 read-0J:-0.06 read-0L:-0.02 read-0M:-0.05 read-0N:-0.23 read-0P:0.09
read-0R:-0.14 read-0S:-0.03 read-0V:-0.22 read-0b:0.06 read-0c:0.02 read-0d:0.06 read-0i:0.03 read-0o:-0.02
read-0p:-0.07 read-0w:0.05 read-1&:-0.41 read-1:0.04 read-1A:0.04 read-1B:0.09 read-1D:0.29 read-1F:0.03 read-1G:0.16
read-1M:0.16 read-1N:0.08 read-1Q:0.10 read-1R:0.01 read-1T:-0.05 read-1V:-0.16 read-1W:0.01 read-1X:-0.21 read-1Y:0.05
read-1b:0.12 read-1c:0.03 read-1d:0.28 read-1g:0.02 read-1h:-0.10 read-1i:-0.04 read-1m:0.02 read-1p:-0.28 read-1t:0.06
read-1v:0.01 read-1w:0.05 step&:-0.06 step,&:0.18 step,:1.67 step,A:0.04 step,C:0.09 step,D:0.10 step,F:0.03
step,I:0.08 step,J:-0.03 step,K:0.16 step,L:0.07 step,M:-0.06 step,N:-0.05 step,R:-0.04 step,T:0.04 step,V:-0.05
step,X:0.24 step,d:0.10 step,h:0.10 step,i:0.02 step,p:0.13 step,w:0.04 step-&A:-0.15 step-&M:-0.15 step-&N:-0.04
step-&R:-0.04 step-&X:-0.02 step-&h:-0.16 step-&p:-0.07 step-:0.22 step-A:0.03 step-AD:0.04 step-AX:0.08 step-Ad:0.07
step-Aw:0.02 step-BX:-0.02 step-CA:-0.02 step-CK:0.03 step-Cp:0.01 step-DB:0.03 step-DG:0.01 step-DX:0.01 step-Db:0.02
step-FA:-0.02 step-FM:0.02 step-FX:0.02 step-G&:-0.05 step-IM:0.02 step-KX:0.03 step-Kp:0.02 step-LM:0.01 step-MB:0.05
step-MD:0.03 step-MX:0.06 step-Mb:0.06 step-Md:0.01 step-NN:0.03 step-NV:0.05 step-RC:0.07 step-RH:0.03 step-RV:0.06
step-VM:-0.03 step-VX:0.04 step-Vh:-0.03 step-Vp:0.06 step-X&:-0.01 step-XC:0.01 step-XF:0.14 step-XJ:-0.01
step-XK:0.02 step-XR:-0.05 step-XV:0.01 step-XX:0.05 step-Xh:-0.09 step-Xp:0.08 step-dP:0.05 step-hD:0.03 step-hM:-0.05
step-hN:-0.01 step-hR:-0.01 step-hX:0.19 step-hh:-0.10 step-iC:0.02 step-oh:0.01 step-pA:-0.10 step-pR:-0.01
step-pX:0.11 step-ph:0.04 step.:0.48 step.N:0.24 step.X:0.06 step:4.00 step;&:-0.04 step;:0.06 step;R:0.02 stepA:-0.30
stepB:0.22 stepC:0.28 stepD:0.30 stepF:0.26 stepG:0.13 stepH:0.08 stepI:0.08 stepK:0.26 stepM:-0.10 stepN:-0.09
stepO:0.06 stepP:0.16 stepQ:0.03 stepR:-0.13 stepT:0.17 stepV:0.26 stepX:0.97 stepZ:0.01 stepb:0.18 stepd:0.26
stepg:0.02 steph:-0.33 stepp:0.27 stept:0.04 stepw:0.15 t:0.06 told-0:-0.02 told-1:0.04 told-before-0:-0.04
told-before-1:0.06 w+D:0.05 w+d:0.01 w:0.12 wD:0.04 words-0:0.09 words-1:0.02 words-3:-0.01 words-4:0.04 words-5:-0.05
words-7:-0.07
"""
