import sharp from 'sharp';

/**
 * Compresses a picture of a page. Such a picture has few colours, so a palette of 256 shows no
 * difference. Without dithering, plain areas stay plain.
 */
export async function compressPng(png: Uint8Array): Promise<Buffer> {
  return sharp(png).png({ palette: true, dither: 0, effort: 10 }).toBuffer();
}
