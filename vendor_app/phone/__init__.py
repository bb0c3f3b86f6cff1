"""The page that a phone opens on the shop's own Wi-Fi: photos and footage come in, bundles go out."""
