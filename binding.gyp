{
  "targets": [
    {
      "target_name": "dino",
      "type": "none",
      "actions": [
        {
          "action_name": "cmake",
          "inputs": [],
          "outputs": ["<(module_root_dir)/build/Release/dino.node"],
          "action": ["node", "<(module_root_dir)/scripts/build-native.mjs"]
        }
      ]
    }
  ]
}
