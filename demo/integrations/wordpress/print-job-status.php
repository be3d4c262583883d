<?php
/**
 * Plugin Name: Print job status
 * Description: The shortcode [print_job] shows the live status of a ScriptX.Services print job.
 * Requires at least: 6.3
 */

defined( 'ABSPATH' ) || exit;

// The address of the print service, or of a proxy on this site, such as '/print'.
const PRINT_JOB_SERVER = 'http://127.0.0.1:41191';

add_action(
	'wp_enqueue_scripts',
	function () {
		$file = plugins_url( 'scriptx-job-status.iife.min.js', __FILE__ );
		wp_enqueue_script( 'scriptx-job-status', $file, array(), '0.1.0', array( 'strategy' => 'defer' ) );

		// Until the script has loaded, and where no script runs.
		wp_register_style( 'scriptx-job-status', false, array(), '0.1.0' );
		wp_add_inline_style(
			'scriptx-job-status',
			'scriptx-job-status:not(:defined) > [slot] { display: none; }'
		);
		wp_enqueue_style( 'scriptx-job-status' );
	}
);

// Names the service once for all badges of the page.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( 'scriptx-job-status' !== $handle ) {
			return $tag;
		}
		$server = sprintf( ' data-meadco-server="%s"', esc_attr( PRINT_JOB_SERVER ) );
		return str_replace( ' src=', $server . ' src=', $tag );
	},
	10,
	2
);

// [print_job token="8c72a9871ba64c4ba507b4392c1ce0b9" name="Invoice 42" order="42"]
add_shortcode(
	'print_job',
	function ( $attributes ) {
		$defaults = array(
			'token' => '',
			'name'  => '',
			'order' => '',
		);
		$job      = shortcode_atts( $defaults, $attributes, 'print_job' );
		$order    = home_url( '/orders/' . rawurlencode( $job['order'] ) );
		return sprintf(
			'<scriptx-job-status label="%s" token="%s">' .
			'<span slot="completed">At the printer: <a href="%s">see the order</a></span>' .
			'<span slot="failed">Not printed. <a href="%s">Print it again</a></span>' .
			'</scriptx-job-status>',
			esc_attr( $job['name'] ),
			esc_attr( $job['token'] ),
			esc_url( $order ),
			esc_url( $order . '/print' )
		);
	}
);

// Badges that authors write into their posts. An author must not choose the server or the licence.
add_filter(
	'wp_kses_allowed_html',
	function ( $tags, $context ) {
		if ( 'post' !== $context ) {
			return $tags;
		}
		$tags['scriptx-job-status'] = array(
			'api'        => true,
			'appearance' => true,
			'label'      => true,
			'token'      => true,
		);
		$tags['span']['slot']       = true;
		return $tags;
	},
	10,
	2
);
