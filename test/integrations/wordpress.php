<?php
// Runs a plugin with stand-ins for the functions of WordPress that it calls, and prints what they would output.
define( 'ABSPATH', '/' );
$filters = array();
$shortcodes = array();

function add_filter( $name, $callback ) {
	$GLOBALS['filters'][ $name ][] = $callback;
}

function add_action( $name, $callback ) {
	add_filter( $name, $callback );
}

function apply_filters( $name, $value = '', ...$more ) {
	foreach ( $GLOBALS['filters'][ $name ] as $callback ) {
		$value = $callback( $value, ...$more );
	}
	return $value;
}

function add_shortcode( $name, $callback ) {
	$GLOBALS['shortcodes'][ $name ] = $callback;
}

function shortcode_atts( $defaults, $attributes ) {
	return array_merge( $defaults, array_intersect_key( $attributes, $defaults ) );
}

function esc_attr( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8', false );
}

function esc_url( $url ) {
	return esc_attr( $url );
}

function home_url( $path ) {
	return 'https://shop.example' . $path;
}

function plugins_url( $path ) {
	return $path;
}

function wp_enqueue_script( $handle, $src, $dependencies, $version, $options ) {
	$tag = sprintf( '<script src="%s?ver=%s" %s></script>', $src, $version, $options['strategy'] );
	echo apply_filters( 'script_loader_tag', $tag, $handle );
}

function wp_add_inline_style( $handle, $css ) {
	echo "<style>$css</style>";
}

function wp_register_style() {}

function wp_enqueue_style() {}

require '/plugin.php';

ob_start();
apply_filters( 'wp_enqueue_scripts' );
echo json_encode(
	array(
		'head'    => ob_get_clean(),
		'badge'   => $shortcodes['print_job']( json_decode( file_get_contents( '/attributes.json' ), true ) ),
		'allowed' => apply_filters( 'wp_kses_allowed_html', array( 'span' => array() ), 'post' ),
	)
);
