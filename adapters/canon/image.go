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
	const beginning = 16 // of base64 text, which is twelve bytes
	data := m.GetData()
	if len(data) < beginning || m.MediaType == "" {
		return "", false
	}
	var first [12]byte
	if _, err := base64.StdEncoding.Decode(first[:], []byte(data[:beginning])); err != nil {
		return "", false
	}
	called, _, _ := strings.Cut(strings.ToLower(m.MediaType), ";")
	if alias, ok := imageAliases[called]; ok {
		called = alias
	}
	for _, t := range imageMarks {
		if begins(first[:], t.mark) {
			return t.mediaType, t.mediaType != called
		}
	}
	return "", false
}

func begins(data []byte, mark string) bool {
	for i := range len(mark) {
		if mark[i] != '?' && mark[i] != data[i] {
			return false
		}
	}
	return true
}
