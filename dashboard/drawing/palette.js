/** What a picture is coloured with: the light theme of dashboard/drawing/making/theme.py. A test compares the two. */

export const INK = "#1c2b35";
export const QUIET = "#54626b";
export const PAPER = "#fffdf7";
export const STAMP = "#b3361b";
export const SLOTS = ["#1f5f75", "#b3361b", "#b9770b", "#4a7a47", "#7b4a86", "#2f6fb3", "#8a5a3c", "#72756f"];
