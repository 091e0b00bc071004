package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestImageType(t *testing.T) {
	const png, jpeg, webp = "iVBORw0KGgoAAAANSUhEUg==", "/9j/4AAQSkZJRgABAQAAAQ==", "UklGRiQAAABXRUJQVlA4IA=="
	for _, c := range []struct {
		name, mediaType, data, want string
	}{
		{"as called", "image/png", png, ""},
		{"PNG called JPEG", "image/jpeg", png, "image/png"},
		{"JPEG called PNG", "image/png", jpeg, "image/jpeg"},
		{"WebP called JPEG, with a parameter", "image/jpeg;q=1", webp, "image/webp"},
		{"another name of the type", "Image/JPG", jpeg, ""},
		{"unknown bytes", "image/png", "AAAAAAAAAAAAAAAAAAAAAA==", ""},
		{"too short", "image/png", "/9j/", ""},
		{"no base64", "image/png", "?9j/4AAQSkZJRgABAQAAAQ==", ""},
		{"nothing said", "", png, ""},
	} {
		m := &pb.Media{MediaType: c.mediaType, Source: &pb.Media_Data{Data: c.data}}
		got, wrong := canon.ImageType(m)
		if wrong != (c.want != "") || wrong && got != c.want {
			t.Errorf("%s: %q, %t; want %q", c.name, got, wrong, c.want)
		}
	}
}

func TestPlainImageType(t *testing.T) {
	const png = "iVBORw0KGgoAAAANSUhEUg=="
	for _, c := range []struct{ mediaType, data, want string }{
		{"Image/PNG; charset=utf-8", png, "image/png"},
		{"", png, "image/png"},
		{"", "AAAAAAAAAAAAAAAAAAAAAA==", ""},
		{"image/heic", png, "image/heic"},
	} {
		if got := canon.PlainImageType(&pb.Media{MediaType: c.mediaType, Source: &pb.Media_Data{Data: c.data}}); got != c.want {
			t.Errorf("%q: %q, want %q", c.mediaType, got, c.want)
		}
	}
}
