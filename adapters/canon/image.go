package canon

import (
	"encoding/base64"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// imageMarks are the beginnings of images, ? for any byte.
var imageMarks = []struct{ mark, mediaType string }{
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"GIF8", "image/gif"},
	{"RIFF????WEBP", "image/webp"},
}

// imageAliases are other names of the types of imageMarks.
var imageAliases = map[string]string{"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png"}

// ImageType gives the type of an inline image as its first bytes tell it, where they contradict its media type: services
// refuse an image that is not what it is called. It reports false where they do not, or where nothing is known of them.
func ImageType(m *pb.Media) (string, bool) {
	is, called := markedType(m.GetData()), baseType(m.MediaType)
	if alias, ok := imageAliases[called]; ok {
		called = alias
	}
	return is, is != "" && called != "" && is != called
}

// PlainImageType gives the media type of an inline image as services know it, without parameters and in lower case. Where the image
// has none, its first bytes tell.
func PlainImageType(m *pb.Media) string {
	if called := baseType(m.MediaType); called != "" {
		return called
	}
	return markedType(m.GetData())
}

// baseType gives a media type without its parameters, in lower case.
func baseType(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	return strings.ToLower(strings.TrimSpace(base))
}

// markedType gives the type of an image in base64 text as its first bytes tell it; "" where they do not.
func markedType(data string) string {
	const beginning = 16 // of base64 text, which is twelve bytes
	if len(data) < beginning {
		return ""
	}
	var first [12]byte
	if _, err := base64.StdEncoding.Decode(first[:], []byte(data[:beginning])); err != nil {
		return ""
	}
	for _, t := range imageMarks {
		if begins(first[:], t.mark) {
			return t.mediaType
		}
	}
	return ""
}

func begins(data []byte, mark string) bool {
	for i := range len(mark) {
		if mark[i] != '?' && mark[i] != data[i] {
			return false
		}
	}
	return true
}
