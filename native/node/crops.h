// Crops: what configurations say about them, what is drawn, and what it makes of images.
#pragma once
#include <napi.h>

#include "core/crops.h"

namespace dino::node {

// A CropSpec of binding.ts.
CropSpec read_crops(const Napi::Object& object, const char* what);

void register_crops(Napi::Object exports);

}  // namespace dino::node
