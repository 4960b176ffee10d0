/** The colors of app/globals.css as sRGB, for pictures that stand outside its pages. */
export const LIGHT = {
  canvas: '#fafafb',
  ink: '#16181c',
  inkSoft: '#505358',
  line: '#e3e4e6',
  accent: '#245fd4',
};
export const DARK = { ink: '#eff0f2', accent: '#7aa7f9' };
