package upstream

import (
	"encoding/base64"
	"strings"
)

// inline is media whose bytes stand in the request.
func inline(mime, data string) Media {
	m := Media{MIME: mime}
	data = strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(data)
	m.Data, _ = base64.RawStdEncoding.DecodeString(data) // what is no base64 is the validator's business
	return m
}

// linked is media behind a URL, which may be one that holds the data.
func linked(url string) Media {
	rest, ok := strings.CutPrefix(url, "data:")
	mime, data, found := strings.Cut(rest, ";base64,")
	if !ok || !found {
		return Media{Ref: url}
	}
	return inline(mime, data)
}

// openaiMedia is the media in a part of either of the vendor's dialects.
func openaiMedia(p any) Media {
	switch kind := text(p, "type"); kind {
	case "image_url":
		return linked(text(member(p, "image_url"), "url"))
	case "input_image":
		return linked(text(p, "image_url"))
	case "input_audio":
		a := member(p, "input_audio")
		return inline("audio/"+text(a, "format"), text(a, "data"))
	case "file":
		f := member(p, "file")
		m := linked(text(f, "file_data"))
		m.Name = text(f, "filename")
		return m
	case "input_file":
		m := linked(text(p, "file_data") + text(p, "file_url"))
		m.Name = text(p, "filename")
		return m
	default:
		return Media{Ref: kind}
	}
}

// claudeMedia is the media in a block.
func claudeMedia(b any) Media {
	source := member(b, "source")
	m := Media{Name: text(b, "title")}
	switch text(source, "type") {
	case "base64":
		m.MIME, m.Data = text(source, "media_type"), inline("", text(source, "data")).Data
	case "text":
		m.MIME, m.Data = text(source, "media_type"), []byte(text(source, "data"))
	default:
		m.Ref = text(source, "url") + text(source, "file_id")
	}
	return m
}

// geminiMedia is the media in a part.
func geminiMedia(p any) Media {
	if blob := either(p, "inlineData", "inline_data"); blob != nil {
		mime, _ := either(blob, "mimeType", "mime_type").(string)
		m := inline(mime, text(blob, "data"))
		m.Name = text(blob, "displayName")
		return m
	}
	file := either(p, "fileData", "file_data")
	uri, _ := either(file, "fileUri", "file_uri").(string)
	mime, _ := either(file, "mimeType", "mime_type").(string)
	return Media{MIME: mime, Ref: uri}
}
