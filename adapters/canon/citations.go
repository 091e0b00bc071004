package canon

import "unicode/utf8"

// RuneOffset turns an offset in bytes into one in Unicode code points. An offset inside a character counts as its
// beginning; one outside the text as its nearest end.
func RuneOffset(text string, byteOffset int) int {
	byteOffset = min(max(byteOffset, 0), len(text))
	for byteOffset < len(text) && byteOffset > 0 && !utf8.RuneStart(text[byteOffset]) {
		byteOffset--
	}
	return utf8.RuneCountInString(text[:byteOffset])
}

// ByteOffset turns an offset in Unicode code points into one in bytes; one outside the text counts as its nearest end.
func ByteOffset(text string, runeOffset int) int {
	if runeOffset <= 0 {
		return 0
	}
	for i := range text {
		if runeOffset == 0 {
			return i
		}
		runeOffset--
	}
	return len(text)
}
