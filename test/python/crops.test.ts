/** dino::render_crops, bit for bit against the steps written out in PyTorch: crops.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("crops.py", {
  whole_views: "views of bytes by every step, of odd sizes and channels, are PIL's",
  wide_blurs: "box blurs of bytes of any width are PIL's",
  every_hue: "every colour of 2^24, turned, is PIL's",
  float_colours: "colour steps of floats are torchvision's",
  torchvision_colours: "colour steps of bytes are torchvision's where it is asked for",
  same_bits: "the same bits for any number of threads",
  mirrored: "a mirrored view is the view, mirrored",
});
